#!/bin/bash
# Puts a software Vulkan device beside Debian 12, so that the webgpu kernels can be tested where there is no GPU.
#
#   tools/install-lavapipe.sh [FOLDER]      as root; FOLDER is /opt/darkreach-lavapipe where none is named
#   FOLDER/node tools/jest.mjs test/webgpu  runs the tests on it
#
# The device is Mesa's lavapipe, which computes on the processor. Dawn, which the package `webgpu` brings, refuses the
# version of Debian 12 (22.3) and takes that of Debian 13 (25.0). A chroot is not needed for it: the libraries of Debian 13
# are unpacked into a folder, and a copy of node is made that starts with their loader. Nothing else of the system changes,
# but for the package patchelf. About 350 MB.
#
# Packages come from the mirror that apt uses already; DEBIAN_MIRROR names another one.
set -euo pipefail

prefix=${1:-/opt/darkreach-lavapipe}
suite=trixie
packages=(mesa-vulkan-drivers libvulkan1 libstdc++6 libgcc-s1 libc6)
library=$prefix/root/usr/lib/x86_64-linux-gnu

fail() { echo "install-lavapipe: $*" >&2; exit 1; }

[ "$(dpkg --print-architecture 2>/dev/null)" = amd64 ] || fail 'needs Debian on amd64'
if [ -x "$prefix/node" ] && "$prefix/node" --version >/dev/null 2>&1; then
  echo "$prefix/node is there already"
  exit 0
fi
[ "$(id -u)" = 0 ] || fail 'needs root, to install patchelf'

# apt-get update also tells where the mirror is.
apt-get update -qq
command -v patchelf >/dev/null || apt-get install -y -qq --no-install-recommends patchelf >/dev/null
codename=$(. /etc/os-release && echo "$VERSION_CODENAME")
mirror=${DEBIAN_MIRROR:-$(apt-get indextargets --format '$(RELEASE) $(REPO_URI)' 'Created-By: Packages' |
  awk -v release="$codename" '$1 == release { print $2; exit }')}
[ -n "$mirror" ] || fail 'apt knows no mirror; name one in DEBIAN_MIRROR'

# An apt of its own, with an empty list of installed packages: it downloads everything that the driver needs.
download() {
  local apt=$prefix/apt
  mkdir -p "$apt/lists/partial" "$apt/archives/partial"
  : >"$apt/status"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" >"$apt/sources.list"
  cat >"$apt/apt.conf" <<CONF
Dir::Etc::SourceList "$apt/sources.list";
Dir::Etc::SourceParts "/dev/null";
Dir::Etc::Preferences "/dev/null";
Dir::Etc::PreferencesParts "/dev/null";
Dir::State::Lists "$apt/lists";
Dir::State::Status "$apt/status";
Dir::State::extended_states "$apt/extended_states";
Dir::Cache "$apt";
Dir::Cache::Archives "$apt/archives";
APT::Install-Recommends "false";
APT::Architecture "amd64";
APT::Architectures { "amd64"; };
APT::Sandbox::User "root";
Acquire::Languages "none";
DPkg::Pre-Install-Pkgs "";
CONF
  APT_CONFIG=$apt/apt.conf apt-get update -qq
  APT_CONFIG=$apt/apt.conf apt-get install -y -qq --download-only "${packages[@]}" >/dev/null
}

# Files only; no script of a package runs. In Debian 13 /lib is a link into /usr, which has to be there first.
unpack() {
  local root=$prefix/root
  mkdir -p "$root/usr/lib" "$root/usr/lib64"
  ln -sfn usr/lib "$root/lib"
  ln -sfn usr/lib64 "$root/lib64"
  local archive
  for archive in "$prefix"/apt/archives/*.deb; do dpkg-deb -x "$archive" "$root"; done
  rm -rf "$root/usr/share/doc" "$root/usr/share/locale" "$root/etc" "$prefix/apt"
  local file
  for file in libvulkan_lvp.so libvulkan.so.1 libc.so.6 ld-linux-x86-64.so.2; do
    [ -e "$library/$file" ] || fail "$file is missing after unpacking"
  done
}

# A copy of node with the loader and the library path of Debian 13. RPATH also holds for what is opened at run time, and
# is, unlike LD_LIBRARY_PATH, not inherited by other programs.
make_node() {
  mkdir -p "$prefix/bin"
  cp "$(readlink -f "$(command -v node)")" "$prefix/bin/node"
  patchelf --set-interpreter "$library/ld-linux-x86-64.so.2" --force-rpath --set-rpath "$library" "$prefix/bin/node"
  cat >"$prefix/lavapipe.json" <<JSON
{ "file_format_version": "1.0.1", "ICD": { "library_path": "$library/libvulkan_lvp.so", "api_version": "1.4.305" } }
JSON
  cat >"$prefix/node" <<WRAPPER
#!/bin/sh
# node with lavapipe as its only Vulkan device
export VK_DRIVER_FILES=$prefix/lavapipe.json VK_ICD_FILENAMES=$prefix/lavapipe.json
exec $prefix/bin/node "\$@"
WRAPPER
  chmod +x "$prefix/node"
}

download
unpack
make_node
"$prefix/node" --version >/dev/null || fail 'the copy of node does not start'
echo "$prefix/node runs with lavapipe"
