"""A real Dovecot on loopback, with a mailbox of its own: for as long as a test needs it, as nobody in particular."""

import base64
import grp
import hashlib
import hmac
import imaplib
import json
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import trustme

USER = "audit@customer.example"
PASSWORD = "correct horse: бат{ери}я"
HOST = "127.0.0.1"
_FOLDERS = (os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin", "/opt/homebrew/sbin")
PROGRAM = shutil.which("dovecot", path=os.pathsep.join(_FOLDERS))

_CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = {host}
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
ssl = {ssl}
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
disable_plaintext_auth = no
auth_mechanisms = {mechanisms}
auth_failure_delay = 0
mail_location = maildir:{folder}/mail
first_valid_uid = 1
namespace inbox {{
  inbox = yes
  separator = /
}}
passdb {{
  driver = oauth2
  mechanisms = oauthbearer xoauth2
  args = {folder}/oauth2.conf
}}
passdb {{
  driver = passwd-file
  mechanisms = plain login
  args = scheme=PLAIN {folder}/users
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/home
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
"""
_OAUTH2 = """
introspection_mode = local
local_validation_key_dict = fs:posix:prefix={folder}/keys/
username_attribute = email
"""


def why_not():
    """Return why there can be no server here, or an empty string."""
    if PROGRAM is None:
        return "there is no Dovecot: `make test` gets it where it may (requirements/dovecot.sh)"
    version = subprocess.run([PROGRAM, "--version"], capture_output=True, text=True, check=False, timeout=20).stdout
    return "" if version.startswith("2.3.") else f"Dovecot 2.3 is wanted, this is {version.strip()}"


class Dovecot:
    """A server that offers STARTTLS and TLS, passwords and tokens, and where mail is put in by hand."""

    def __init__(self, *, mechanisms="plain login xoauth2 oauthbearer", ssl="yes"):
        self.folder = Path(tempfile.mkdtemp(prefix="mail-"))
        self.authority = trustme.CA()
        self.certificates = self.folder / "ca.pem"
        self.port, self.tls_port = _free_ports()
        self._key = os.urandom(32)
        owner = "nobody" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        self._owner = pwd.getpwnam(owner)
        self._write(mechanisms, ssl)
        self._server = None

    def _write(self, mechanisms, ssl):
        for name in ("run", "state", "home", "mail/new", "mail/cur", "mail/tmp", "keys/default/HS256"):
            self.folder.joinpath(name).mkdir(parents=True)
        certificate = self.authority.issue_cert(HOST, "localhost")
        self.authority.cert_pem.write_to_path(str(self.certificates))
        certificate.private_key_pem.write_to_path(str(self.folder / "key.pem"))
        for number, part in enumerate(certificate.cert_chain_pems):
            part.write_to_path(str(self.folder / "cert.pem"), append=number > 0)
        encoded = base64.b64encode(PASSWORD.encode()).decode()
        self.folder.joinpath("users").write_text(f"{USER}:{{PLAIN.b64}}{encoded}::::::\n", "utf-8")
        self.folder.joinpath("oauth2.conf").write_text(_OAUTH2.format(folder=self.folder), "utf-8")
        self.folder.joinpath("keys/default/HS256/default").write_bytes(base64.b64encode(self._key))
        config = _CONFIG.format(
            folder=self.folder,
            host=HOST,
            user=self._owner.pw_name,
            group=grp.getgrgid(self._owner.pw_gid).gr_name,
            port=self.port,
            tls_port=self.tls_port,
            mechanisms=mechanisms,
            ssl=ssl,
        )
        self.folder.joinpath("dovecot.conf").write_text(config, "utf-8")
        self._own()

    def _own(self):
        if os.geteuid() == 0:
            for path in (self.folder, *self.folder.rglob("*")):
                os.chown(path, self._owner.pw_uid, self._owner.pw_gid)

    def __enter__(self):
        owner = {"user": self._owner.pw_uid, "group": self._owner.pw_gid, "extra_groups": []}
        self._server = subprocess.Popen(
            [PROGRAM, "-F", "-c", str(self.folder / "dovecot.conf")],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **(owner if os.geteuid() == 0 else {}),
        )
        try:
            self._await()
        except BaseException:
            self.close()
            raise
        return self

    def _await(self):
        until = time.monotonic() + 60
        while True:
            try:
                with imaplib.IMAP4(HOST, self.port, timeout=5) as client:
                    return client.noop()
            except (OSError, imaplib.IMAP4.error) as error:
                if self._server.poll() is not None or time.monotonic() > until:
                    raise RuntimeError(f"Dovecot does not start: {self.log}") from error
                time.sleep(0.05)

    def __exit__(self, *_):
        self.close()

    def close(self):
        self._server.terminate()
        self._server.wait(20)
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def log(self):
        path = self.folder / "log"
        return path.read_text("utf-8", "replace") if path.exists() else ""

    def token(self, user=USER, key=None):
        """Return an access token for a user (RFC 7519), signed with the server's key unless with another."""
        head = {"alg": "HS256", "typ": "JWT"}
        said = {
            "sub": user,
            "email": user,
            "iat": int(time.time()) - 60,
            "exp": int(time.time()) + 3600,
            "scope": "mail",
        }
        signed = b".".join(_base64url(json.dumps(part).encode()) for part in (head, said))
        signature = hmac.new(key or self._key, signed, hashlib.sha256).digest()
        return b".".join([signed, _base64url(signature)]).decode()

    def deliver(self, body, name, *, folder="", received=None):
        """Put a mail into the mailbox under that name; `received` are seconds since 1970."""
        place = self.folder / "mail" / (f".{folder}" if folder else "")
        for part in ("new", "cur", "tmp"):
            place.joinpath(part).mkdir(parents=True, exist_ok=True)
        path = place / "new" / name
        path.write_bytes(body)
        if received is not None:
            os.utime(path, (received, received))
        self._own()

    def names(self):
        """Return the names of all files of the mailbox: they tell which mails were seen."""
        parts = (self.folder / "mail" / part for part in ("new", "cur"))
        return sorted(path.name for part in parts for path in part.iterdir())


def _base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=")


def _free_ports():
    with socket.socket() as one, socket.socket() as other:
        one.bind((HOST, 0))
        other.bind((HOST, 0))
        return one.getsockname()[1], other.getsockname()[1]
