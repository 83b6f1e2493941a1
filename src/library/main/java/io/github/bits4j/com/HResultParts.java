package io.github.bits4j.com;

import java.util.Map;

/** The parts of an HRESULT, which are all that can be said of a value without a name. */
final class HResultParts {
    static final int FACILITY_WIN32 = 7;
    static final int FACILITY_HTTP = 0x19;

    /** Set by HRESULT_FROM_NT: the other bits are an NTSTATUS. */
    private static final int NT_BIT = 0x10000000;
    /** Set in values that are not Microsoft's, so that the facility's number is not Microsoft's either. */
    private static final int CUSTOMER_BIT = 0x20000000;

    private static final Map<Integer, String> FACILITIES = Map.ofEntries(
            Map.entry(0x00, "FACILITY_NULL"),
            Map.entry(0x01, "FACILITY_RPC"),
            Map.entry(0x02, "FACILITY_DISPATCH"),
            Map.entry(0x03, "FACILITY_STORAGE"),
            Map.entry(0x04, "FACILITY_ITF"),
            Map.entry(FACILITY_WIN32, "FACILITY_WIN32"),
            Map.entry(0x08, "FACILITY_WINDOWS"),
            Map.entry(0x09, "FACILITY_SSPI"),
            Map.entry(0x0A, "FACILITY_CONTROL"),
            Map.entry(0x0B, "FACILITY_CERT"),
            Map.entry(0x0C, "FACILITY_INTERNET"),
            Map.entry(0x0D, "FACILITY_MEDIASERVER"),
            Map.entry(0x0E, "FACILITY_MSMQ"),
            Map.entry(0x0F, "FACILITY_SETUPAPI"),
            Map.entry(0x10, "FACILITY_SCARD"),
            Map.entry(0x11, "FACILITY_COMPLUS"),
            Map.entry(0x13, "FACILITY_URT"),
            Map.entry(0x14, "FACILITY_ACS"),
            Map.entry(0x17, "FACILITY_SXS"),
            Map.entry(FACILITY_HTTP, "FACILITY_HTTP"),
            Map.entry(0x20, "FACILITY_BACKGROUNDCOPY"),
            Map.entry(0x21, "FACILITY_CONFIGURATION"),
            Map.entry(0x22, "FACILITY_STATE_MANAGEMENT"),
            Map.entry(0x24, "FACILITY_WINDOWSUPDATE"),
            Map.entry(0x25, "FACILITY_DIRECTORYSERVICE"),
            Map.entry(0xD0, "FACILITY_DELIVERY_OPTIMIZATION"));

    private HResultParts() {}

    static int facility(int hresult) {
        return hresult >> 16 & 0x1FFF;
    }

    static int code(int hresult) {
        return hresult & 0xFFFF;
    }

    /** Such as {@code failure, FACILITY_ITF (0x4), code 4660 (0x1234)}. */
    static String describe(int hresult) {
        String severity = HResult.failed(hresult) ? "failure" : "success";
        if ((hresult & NT_BIT) != 0) {
            return "%s, NTSTATUS 0x%08X".formatted(severity, hresult & ~NT_BIT);
        }
        return "%s, %s, code %d (0x%X)".formatted(severity, facilityText(hresult), code(hresult), code(hresult));
    }

    private static String facilityText(int hresult) {
        int facility = facility(hresult);
        if ((hresult & CUSTOMER_BIT) != 0) {
            return "customer facility 0x%X".formatted(facility);
        }
        String name = FACILITIES.get(facility);
        return name == null ? "facility 0x%X".formatted(facility) : "%s (0x%X)".formatted(name, facility);
    }
}
