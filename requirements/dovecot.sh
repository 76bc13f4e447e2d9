#!/bin/sh
# Gets Dovecot, the mail server that the tests of the `inbox` channel talk to, with the system's package manager. The
# server is not started: each test runs one of its own. Where it cannot be had, those tests are skipped, so that this
# never fails. PLACES are further folders that programs are looked for in.
set -u
PATH="$PATH:${PLACES-/usr/sbin:/usr/local/sbin:/opt/homebrew/sbin}"

has() { command -v "$1" >/dev/null 2>&1; }

if has dovecot; then exit 0; fi

if [ "$(id -u)" = 0 ]; then as_root=
elif has sudo && sudo -n true 2>/dev/null; then as_root="sudo -n"
else as_root=false
fi

# Debian starts what it installs, unless this file says that it may not.
by_apt='
  policy=/usr/sbin/policy-rc.d
  if [ ! -e $policy ]; then
    trap "rm -f $policy" EXIT
    printf "#!/bin/sh\nexit 101\n" >$policy && chmod 755 $policy
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get -o DPkg::Lock::Timeout=60 update
  apt-get -o DPkg::Lock::Timeout=60 install -y --no-install-recommends dovecot-imapd
'

if [ "$as_root" != false ] && has apt-get; then set -- $as_root sh -c "$by_apt"
elif [ "$as_root" != false ] && has dnf; then set -- $as_root dnf install -y dovecot
elif [ "$as_root" != false ] && has apk; then set -- $as_root apk add --no-cache dovecot
elif has brew; then set -- brew install dovecot
else
  echo "There is no Dovecot, and it cannot be installed here: the tests that talk to one are skipped." >&2
  exit 0
fi

echo "Installing Dovecot, a mail server for tests"
if has timeout; then set -- timeout 300 "$@"; fi
if ! said=$("$@" 2>&1 </dev/null); then
  echo "Dovecot could not be installed; the tests that talk to one are skipped:" >&2
  echo "$said" | tail -n 3 >&2
fi
