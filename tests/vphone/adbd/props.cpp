// SPDX-License-Identifier: ISC
// props.cpp: what a phone around adbd would give it, from the environment:
//
//   ADBD_PROPS        file of key=value lines: system properties
//   ADBD_WITHOUT      comma list of features that are not offered (shell_v2)
//   ADBD_ALLOW_AFTER  seconds after which the user presses "Allow" when an
//                     unknown key asks; unset: nobody ever does

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <fstream>
#include <string>
#include <thread>

#include <android-base/properties.h>
#include <android-base/strings.h>
#include <cutils/sockets.h>

#include "transport.h"

namespace {

const char kSocket[] = "/dev/socket/adbd";
int user_socket = -1;

void set_properties(const char* path) {
    std::ifstream in(path);
    std::string line;

    while (std::getline(in, line)) {
        size_t eq = line.find('=');
        if (eq != std::string::npos) {
            android::base::SetProperty(line.substr(0, eq), line.substr(eq + 1));
        }
    }
}

void drop_features(const char* names) {
    auto& all = const_cast<FeatureSet&>(supported_features());

    for (const std::string& name : android::base::Split(names, ",")) {
        all.erase(name);
    }
}

// The part of Android that shows "Allow USB debugging?": adbd sends "PK" and
// the key, and expects "OK" once the button is pressed.
void press_allow(unsigned seconds) {
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    char question[4096];
    int s = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);

    strcpy(at.sun_path, kSocket);
    if (s < 0 || connect(s, (struct sockaddr*)&at, sizeof(at)) < 0) return;
    while (read(s, question, sizeof(question)) > 0) {
        if (memcmp(question, "PK", 2) != 0) continue;
        sleep(seconds);
        if (write(s, "OK", 2) != 2) break;
    }
    close(s);
}

void be_the_user(const char* seconds) {
    struct sockaddr_un at = {.sun_family = AF_UNIX};

    user_socket = socket(AF_UNIX, SOCK_SEQPACKET, 0);
    strcpy(at.sun_path, kSocket);
    if (user_socket < 0 || bind(user_socket, (struct sockaddr*)&at, sizeof(at)) < 0 ||
        listen(user_socket, 4) < 0) {
        perror(kSocket);
        exit(1);
    }
    std::thread(press_allow, (unsigned)atoi(seconds)).detach();
}

__attribute__((constructor)) void start() {
    const char* value;

    if ((value = getenv("ADBD_PROPS"))) set_properties(value);
    if ((value = getenv("ADBD_WITHOUT"))) drop_features(value);
    if ((value = getenv("ADBD_ALLOW_AFTER"))) be_the_user(value);
}

}  // namespace

// On a phone init hands this socket over; libcutils knows none elsewhere.
int android_get_control_socket(const char* name) {
    return strcmp(name, "adbd") == 0 ? user_socket : -1;
}
