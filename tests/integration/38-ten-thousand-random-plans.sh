# What must hold of every plan holds of 10,000 random ones: the same input, the
# same bytes; every need is met; nothing is deleted where reuse is not known; a
# lost device does nothing; every claim has its ground.
. "$TOP/tests/integration/lib.sh"
run 0 "$T/plan_random" 1 10000
prints '10000 plans'
exit 0
