/*
 * The one function that the JRE's net.dll imports and Wine's iphlpapi.dll lacks. It has no anycast addresses to report;
 * bits4jip.def forwards the other functions to iphlpapi.dll. README.md tells why this is needed.
 */
unsigned long __stdcall GetAnycastIpAddressTable(unsigned short family, void **table) {
    (void) family;
    *table = 0;
    return 1168; /* ERROR_NOT_FOUND */
}
