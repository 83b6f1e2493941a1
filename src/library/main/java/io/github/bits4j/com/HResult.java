package io.github.bits4j.com;

import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * HRESULT values: the constants that this library and its services use, and what is known of any value.
 *
 * <p>An HRESULT stays an {@code int} here, as it is in the calls: negative values are failures, all others successes, and
 * a success can carry a message too ({@link #S_FALSE}, {@link #BG_S_PARTIAL_COMPLETE}). Values without a name are valid.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/bits/bits-return-values">BITS return values</a>
 */
public final class HResult {
    public static final int S_OK = 0;
    public static final int S_FALSE = 1;
    public static final int E_PENDING = 0x8000000A;
    public static final int E_NOTIMPL = 0x80004001;
    public static final int E_NOINTERFACE = 0x80004002;
    public static final int E_POINTER = 0x80004003;
    public static final int E_FAIL = 0x80004005;
    public static final int E_UNEXPECTED = 0x8000FFFF;
    public static final int E_ACCESSDENIED = 0x80070005;
    public static final int E_OUTOFMEMORY = 0x8007000E;
    public static final int E_INVALIDARG = 0x80070057;
    public static final int RPC_E_CHANGED_MODE = 0x80010106;
    public static final int RPC_E_DISCONNECTED = 0x80010108;
    public static final int RPC_E_SERVER_DIED = 0x80010007;
    public static final int RPC_E_SERVER_DIED_DNE = 0x80010012;
    public static final int RPC_E_WRONG_THREAD = 0x8001010E;
    public static final int RPC_E_TOO_LATE = 0x80010119;
    public static final int CO_E_FAILEDTOIMPERSONATE = 0x80010123;
    public static final int REGDB_E_CLASSNOTREG = 0x80040154;
    public static final int CO_E_NOTINITIALIZED = 0x800401F0;
    public static final int CO_E_OBJNOTCONNECTED = 0x800401FD;
    public static final int CRYPT_E_NOT_FOUND = 0x80092004;
    public static final int TRUST_E_FAIL = 0x800B010B;
    public static final int STG_E_INVALIDFUNCTION = 0x80030001;
    public static final int STG_E_ACCESSDENIED = 0x80030005;
    public static final int STG_E_INVALIDPOINTER = 0x80030009;
    public static final int STG_E_WRITEFAULT = 0x8003001D;
    public static final int E_NOT_SET = 0x80070490;
    public static final int DISP_E_TYPEMISMATCH = 0x80020005;

    public static final int BG_S_PARTIAL_COMPLETE = 0x00200017;
    public static final int BG_S_UNABLE_TO_DELETE_FILES = 0x0020001A;
    public static final int BG_E_NOT_FOUND = 0x80200001;
    public static final int BG_E_INVALID_STATE = 0x80200002;
    public static final int BG_E_EMPTY = 0x80200003;
    public static final int BG_E_FILE_NOT_AVAILABLE = 0x80200004;
    public static final int BG_E_ERROR_INFORMATION_UNAVAILABLE = 0x8020000F;
    public static final int BG_E_NETWORK_DISCONNECTED = 0x80200010;
    public static final int BG_E_MISSING_FILE_SIZE = 0x80200011;
    public static final int BG_E_INSUFFICIENT_HTTP_SUPPORT = 0x80200012;
    public static final int BG_E_INSUFFICIENT_RANGE_SUPPORT = 0x80200013;
    public static final int BG_E_PROXY_LIST_TOO_LARGE = 0x80200018;
    public static final int BG_E_PROXY_BYPASS_LIST_TOO_LARGE = 0x80200019;
    public static final int BG_E_INVALID_SERVER_RESPONSE = 0x8020001B;
    public static final int BG_E_TOO_MANY_FILES = 0x8020001C;
    public static final int BG_E_LOCAL_FILE_CHANGED = 0x8020001D;
    public static final int BG_E_SESSION_NOT_FOUND = 0x8020001F;
    public static final int BG_E_TOO_LARGE = 0x80200020;
    public static final int BG_E_STRING_TOO_LONG = 0x80200021;
    public static final int BG_E_NO_PROGRESS = 0x80200024;
    public static final int BG_E_USERNAME_TOO_LARGE = 0x80200025;
    public static final int BG_E_PASSWORD_TOO_LARGE = 0x80200026;
    public static final int BG_E_INVALID_AUTH_TARGET = 0x80200027;
    public static final int BG_E_INVALID_AUTH_SCHEME = 0x80200028;
    public static final int BG_E_INVALID_RANGE = 0x8020002B;
    public static final int BG_E_OVERLAPPING_RANGES = 0x8020002C;
    public static final int BG_E_CONNECT_FAILURE = 0x8020002D;
    public static final int BG_E_CONNECTION_CLOSED = 0x8020002E;
    public static final int BG_E_NAME_RESOLUTION_FAILURE = 0x80200031;
    public static final int BG_E_PROXY_NAME_RESOLUTION_FAILURE = 0x80200035;
    public static final int BG_E_RECEIVE_FAILURE = 0x80200036;
    public static final int BG_E_SECURE_CHANNEL_FAILURE = 0x80200038;
    public static final int BG_E_TIMEOUT = 0x8020003B;
    public static final int BG_E_INVALID_PROXY_INFO = 0x8020003F;
    public static final int BG_E_TOO_MANY_JOBS_PER_USER = 0x80200049;
    public static final int BG_E_TOO_MANY_JOBS_PER_MACHINE = 0x80200050;
    public static final int BG_E_TOO_MANY_FILES_IN_JOB = 0x80200051;
    public static final int BG_E_TOO_MANY_RANGES_IN_FILE = 0x80200052;
    public static final int BG_E_VALIDATION_FAILED = 0x80200053;
    public static final int BG_E_MAXDOWNLOAD_TIMEOUT = 0x80200054;
    public static final int BG_E_TOKEN_REQUIRED = 0x80200056;
    public static final int BG_E_UNKNOWN_PROPERTY_ID = 0x80200057;
    public static final int BG_E_READ_ONLY_PROPERTY = 0x80200058;
    public static final int BG_E_BLOCKED_BY_COST_TRANSFER_POLICY = 0x80200059;
    public static final int BG_E_PROPERTY_SUPPORTED_FOR_DOWNLOAD_JOBS_ONLY = 0x80200060;
    public static final int BG_E_READ_ONLY_PROPERTY_AFTER_ADDFILE = 0x80200061;
    public static final int BG_E_READ_ONLY_PROPERTY_AFTER_RESUME = 0x80200062;
    public static final int BG_E_MAX_DOWNLOAD_SIZE_INVALID_VALUE = 0x80200063;
    public static final int BG_E_MAX_DOWNLOAD_SIZE_LIMIT_REACHED = 0x80200064;
    public static final int BG_E_USE_STORED_CREDENTIALS_NOT_SUPPORTED = 0x80200066;
    public static final int BG_E_RANDOM_ACCESS_NOT_SUPPORTED = 0x8020006D;
    public static final int BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD = 0x80200071;
    public static final int BG_E_UNSUPPORTED_JOB_CONFIGURATION = 0x80200072;
    public static final int BG_E_REMOTE_FILE_CHANGED = 0x80200073;
    public static final int BG_E_SERVER_CERT_VALIDATION_INTERFACE_REQUIRED = 0x80200074;
    public static final int BG_E_READ_ONLY_WHEN_JOB_ACTIVE = 0x80200075;

    public static final int DO_E_DOWNLOAD_NO_PROGRESS = 0x80D02002;
    public static final int DO_E_JOB_NOT_FOUND = 0x80D02003;
    public static final int DO_E_JOB_EMPTY = 0x80D02004;
    public static final int DO_E_NO_DOWNLOADS = 0x80D02005;
    public static final int DO_E_MEMORYSTREAM_DOWNLOAD_NOT_SUPPORTED = 0x80D0200B;
    public static final int DO_E_LOCALPATH_NOT_SET = 0x80D0200D;
    public static final int DO_E_FILE_NOT_AVAILABLE = 0x80D02010;
    public static final int DO_E_UNKNOWN_PROPERTY_ID = 0x80D02011;
    public static final int DO_E_READ_ONLY_PROPERTY = 0x80D02012;
    public static final int DO_E_INVALID_STATE = 0x80D02013;
    public static final int DO_E_ERROR_INFORMATION_UNAVAILABLE = 0x80D02014;
    public static final int DO_E_WRITE_ONLY_PROPERTY = 0x80D02015;
    public static final int DO_E_INTEGRITYCHECKINFO_UNSPECIFIED = 0x80D02016;
    public static final int DO_E_INTEGRITYCHECKINFO_UNAVAILABLE = 0x80D02017;
    public static final int DO_E_FILE_DOWNLOADSINK_UNSPECIFIED = 0x80D02018;
    public static final int DO_E_FILE_DOWNLOADSINK_ALREADY_SET = 0x80D02019;
    public static final int DO_E_FILE_SIZE_UNKNOWN_HTTP_200 = 0x80D0201A;
    public static final int DO_E_FILE_SIZE_UNKNOWN_HTTP_206 = 0x80D0201C;
    public static final int DO_E_DOWNLOAD_NO_URI = 0x80D02200;
    public static final int DO_E_DOWNLOAD_RANGES_UNEXPECTED = 0x80D02203;
    public static final int DO_E_DOWNLOAD_RANGES_EXPECTED = 0x80D02204;
    public static final int DO_E_BLOCKED_BY_COST_TRANSFER_POLICY = 0x80D03801;
    public static final int DO_E_BLOCKED_BY_CELLULAR_POLICY = 0x80D03803;
    public static final int DO_E_BLOCKED_BY_NO_NETWORK = 0x80D03805;
    public static final int DO_E_HTTP_CERT_VALIDATION = 0x80D05002;
    public static final int DO_E_INVALID_RANGE = 0x80D05010;
    public static final int DO_E_INSUFFICIENT_RANGE_SUPPORT = 0x80D05011;
    public static final int DO_E_OVERLAPPING_RANGES = 0x80D05012;

    /** With which a text of the service may end, in its own language. */
    private static final String SENTENCE_ENDS = ".!?\u2026\u3002";

    private HResult() {}

    /** Whether the value is a failure. */
    public static boolean failed(int hresult) {
        return hresult < 0;
    }

    /** The HRESULT of a Win32 error code, as the macro HRESULT_FROM_WIN32 makes it. */
    public static int ofWin32(int error) {
        return error <= 0 ? error : (error & 0xFFFF) | (HResultParts.FACILITY_WIN32 << 16) | 0x80000000;
    }

    /** The HRESULT by which BITS reports an HTTP status: BG_E_HTTP_ERROR_404 for 404. */
    public static int ofHttpStatus(int status) {
        return 0x80000000 | (HResultParts.FACILITY_HTTP << 16) | (status & 0xFFFF);
    }

    /** The HTTP status that the value reports, if it reports one. */
    public static OptionalInt httpStatus(int hresult) {
        int code = HResultParts.code(hresult);
        boolean http = failed(hresult) && HResultParts.facility(hresult) == HResultParts.FACILITY_HTTP
                && code >= 100 && code <= 999;
        return http ? OptionalInt.of(code) : OptionalInt.empty();
    }

    /**
     * The value's name in the Windows headers; for an unknown value its parts: {@code failure, FACILITY_ITF (0x4), code 4660
     * (0x1234)}.
     */
    public static String name(int hresult) {
        return HResultCatalogue.find(hresult)
                .map(HResultCatalogue.Entry::name)
                .orElseGet(() -> HResultParts.describe(hresult));
    }

    /** What the value means, in a sentence of ours; empty for an unknown value. */
    public static Optional<String> meaning(int hresult) {
        return HResultCatalogue.find(hresult).map(HResultCatalogue.Entry::meaning);
    }

    /** What the application's developer or the administrator can do about it, in a sentence; every known failure has one. */
    public static Optional<String> remedy(int hresult) {
        return HResultCatalogue.find(hresult).flatMap(HResultCatalogue.Entry::remedy);
    }

    /**
     * A text about the value, followed by the remedy: {@code The job has no files. Add a file before resuming the job.}
     *
     * @param text the service's text, {@link #meaning} or the caller's own words; may be empty
     */
    public static String withRemedy(String text, int hresult) {
        return sentences(text, remedy(hresult).orElse(null));
    }

    /** Two texts, either of which may be missing, as sentences. */
    static String sentences(String text, @Nullable String next) {
        String said = text.strip();
        if (next == null) {
            return said;
        }
        String separator = said.isEmpty() ? "" : SENTENCE_ENDS.indexOf(said.charAt(said.length() - 1)) >= 0 ? " " : ". ";
        return said + separator + next;
    }

    /** The value as it is written everywhere: {@code 0x80200001}. */
    public static String hex(int hresult) {
        return "0x%08X".formatted(hresult);
    }

    /** Hexadecimal value and name: {@code 0x80200001 (BG_E_NOT_FOUND)}. */
    public static String format(int hresult) {
        return hex(hresult) + " (" + name(hresult) + ")";
    }
}
