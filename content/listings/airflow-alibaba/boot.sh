#!/bin/sh
# INTERNAL-MARKER-airflow-alibaba-boot_script
exec /usr/local/sbin/firstboot
