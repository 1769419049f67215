# SPDX-License-Identifier: ISC
# service.awk: what "service call" answers. what=isub reads the files cards and
# content.siminfo; what=string and what=denial take the environment's TEXT.

function plain(s, out, i, c)
{
	if (s == "\\N")
		return s
	out = ""
	for (i = 1; i <= length(s); i++) {
		c = substr(s, i, 1)
		if (c == "\\") {
			c = substr(s, ++i, 1)
			c = c == "n" ? "\n" : c == "t" ? "\t" : c
		}
		out = out c
	}
	return out
}

function col(name) { return name in at ? $at[name] : "\\N" }
function num(name) { return col(name) == "\\N" ? -1 : col(name) + 0 }
function text(name) { string(plain(col(name))) }
function array(name, n, i, parts)
{
	n = col(name) == "\\N" ? -1 : split(col(name), parts, ",")
	word(n)
	for (i = 1; i <= n; i++)
		string(parts[i])
}

# A CharSequence without spans; a String8 since Android 11.
function chars(name)
{
	word(1)
	if (sdk < 30)
		text(name)
	else
		string8(plain(col(name)))
}

# The icon is drawn by the phone and travels as an opaque blob up to 13.
function icon(i)
{
	if (sdk > 32) return
	for (i = 0; i < 40; i++)
		word((i * 2654435) % 65536 + 4278190080)
}

function iso() { return sdk < 29 ? "\\N" : col("iso_country_code") }

# One row in the order of SubscriptionInfo.writeToParcel.
function info()
{
	word(1); word(num("_id")); text("icc_id"); word(num("sim_id"))
	chars("display_name"); chars("carrier_name")
	word(num("name_source")); word(num("color")); text("number")
	word(num("data_roaming"))
	if (sdk < 29) {
		word(num("mcc")); word(num("mnc"))
	} else {
		text("mcc_string"); text("mnc_string")
	}
	string(iso())
	icon()
	word(num("is_embedded"))
	word(-1)
	text("card_id")
	if (sdk < 29) return
	word(col("card_id") in card ? card[col("card_id")] : -1)
	if (sdk > 33) word(num("port_index"))
	word(num("is_opportunistic")); text("group_uuid"); word(0)
	word(num("carrier_id")); word(num("profile_class"))
	word(num("subscription_type"))
	array("ehplmns"); array("hplmns")
	text("group_owner"); word(-1); word(num("uicc_applications_enabled"))
	if (sdk > 32) word(num("usage_setting"))
}

what == "isub" && FILENAME ~ /cards$/ { card[$2] = $1; next }
what == "isub" && FNR == 1 {
	for (i = 1; i <= NF; i++) at[$i] = i
	word(0)
	word(rows)
	next
}
what == "isub" { info() }

END {
	if (what == "string") { word(0); string(ENVIRON["TEXT"]) }
	if (what == "denial") denial(ENVIRON["TEXT"])
	print_parcel()
}
