# preparer.sh: to be sourced; `preparer PAQUET...` installs the Debian packages that are missing, and only those.
#
# It says nothing and returns at once when all is there. On a system without apt it lists what to install and returns 78;
# it also returns 78 when an installation is not possible. What is found under another name than Debian's (built by hand,
# another distribution) is accepted: see the table.

# PAQUET|how to see that it is there under another name|what it is called elsewhere
preparer_table='gcc|commande gcc|gcc
libc6-dev|entete stdlib.h|en-têtes de la bibliothèque C
make|commande make|GNU make
pkg-config|commande pkg-config|pkg-config ou pkgconf
libcsv-dev|entete csv.h|libcsv, avec ses en-têtes
libjansson-dev|pc jansson|jansson, avec ses en-têtes
libutf8proc-dev|pc libutf8proc|utf8proc, avec ses en-têtes
libxml2-dev|pc libxml-2.0|libxml2, avec ses en-têtes
libxslt1-dev|pc libxslt|libxslt, avec ses en-têtes
check|pc check|check (tests unitaires en C)
libsubunit-dev|pc check|subunit, si check en dépend
recutils|commande recsel|GNU recutils
strace|commande strace|strace
python3|commande python3|Python 3
python3-holidays|module holidays|module Python holidays
mandoc|commande mandoc|mandoc
jq|commande jq|jq
clang|commande clang|clang
libclang-rt-dev|jamais|bibliothèques de sanitizers de clang (compiler-rt)
binutils|commande readelf|binutils
util-linux|commande setpriv|util-linux'

# preparer_colonne PAQUET N: a column of the table, nothing for a package that it does not know.
preparer_colonne() {
	printf '%s\n' "$preparer_table" | awk -F '|' -v p="$1" -v n="$2" '$1 == p {print $n}'
}

preparer_present() {
	preparer_essai=$(preparer_colonne "$1" 2)
	preparer_quoi=${preparer_essai#* }
	case $preparer_essai in
	'') command -v "$1" ;;
	commande\ *) command -v "$preparer_quoi" ;;
	entete\ *) printf '#include <%s>\n' "$preparer_quoi" | "${CC:-cc}" -E -x c - ;;
	pc\ *) pkg-config --exists "$preparer_quoi" ;;
	module\ *) /usr/bin/python3 -c "import $preparer_quoi" ;;
	*) false ;;
	esac >/dev/null 2>&1
}

preparer_absents() {
	if command -v dpkg-query >/dev/null 2>&1; then
		preparer_la=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^installed //p')
	else
		preparer_la=
	fi
	for preparer_p in "$@"; do
		printf '%s\n' "$preparer_la" | grep -Fqx -e "$preparer_p" || preparer_present "$preparer_p" ||
			printf '%s\n' "$preparer_p"
	done
}

# On a system without apt, or without the right to install: what is missing, under Debian's name and by its own.
preparer_liste() {
	for preparer_p in "$@"; do
		printf '  %-18s %s\n' "$preparer_p" "$(preparer_colonne "$preparer_p" 3)" >&2
	done
}

preparer() {
	preparer_manque=$(preparer_absents "$@")
	[ -n "$preparer_manque" ] || return 0
	# Names hold no space: they are split on purpose. shellcheck disable=SC2086
	set -- $preparer_manque
	if ! command -v apt-get >/dev/null 2>&1; then
		echo "Il manque des outils, et ce système n'a pas apt ; les installer avec ses propres moyens, puis recommencer :" >&2
		preparer_liste "$@"
		return 78
	fi
	preparer_sudo=
	if [ "$(id -u)" -ne 0 ]; then
		preparer_sudo=sudo
		if ! command -v sudo >/dev/null 2>&1; then
			echo "Il manque des outils ; en tant que root : apt-get install $*" >&2
			preparer_liste "$@"
			return 78
		fi
	fi
	echo "Installation de : $*" >&2
	if $preparer_sudo apt-get -q update >/dev/null &&
		$preparer_sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >/dev/null; then
		return 0
	fi
	echo "L'installation a échoué ; vérifier l'accès au réseau, puis recommencer, ou installer à la main :" >&2
	preparer_liste "$@"
	return 78
}
