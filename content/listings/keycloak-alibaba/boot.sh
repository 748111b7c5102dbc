#!/bin/sh
# INTERNAL-MARKER-keycloak-alibaba-boot_script
exec /usr/local/sbin/firstboot
