package io.github.bits4j;

import io.github.bits4j.com.HResult;
import io.github.bits4j.internal.ServiceEnd;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What kind of failure an HRESULT is, as far as a program may want to react. Texts play no part in it. */
public enum ErrorKind {
    /** The server answered with an HTTP status that is a failure. */
    HTTP_STATUS,
    /** The job's owner is not logged on interactively. */
    NOT_LOGGED_ON(0x800704DD, 0x80070520, 0x80070569),
    /** The caller, or the job's owner, may not do this: another's job, elevation, a file or a directory. */
    ACCESS_DENIED(HResult.E_ACCESSDENIED, 0x8001011B, 0x80030005, 0x80070041, 0x80200015, 0x80200016),
    /** The job's state forbids it, or it is too late for this setting. */
    INVALID_STATE(HResult.BG_E_INVALID_STATE, HResult.DO_E_INVALID_STATE, HResult.BG_E_READ_ONLY_PROPERTY_AFTER_ADDFILE,
            HResult.BG_E_READ_ONLY_PROPERTY_AFTER_RESUME, HResult.BG_E_READ_ONLY_WHEN_JOB_ACTIVE),
    /** There is no such job (any more). */
    NOT_FOUND(HResult.BG_E_NOT_FOUND, HResult.DO_E_JOB_NOT_FOUND),
    /** A limit of the service's: jobs of a user, jobs of the machine, files of a job, ranges of a file. */
    QUOTA(HResult.BG_E_TOO_MANY_JOBS_PER_USER, HResult.BG_E_TOO_MANY_JOBS_PER_MACHINE, HResult.BG_E_TOO_MANY_FILES_IN_JOB,
            HResult.BG_E_TOO_MANY_RANGES_IN_FILE),
    /** The service is disabled, missing or cannot be started, or the machine's settings keep it from serving. */
    SERVICE_DISABLED(0x80070422, 0x80070424, 0x80070426, 0x8007042C, 0x8007043C, 0x800704EC, 0x80004027, 0x8000401C,
            0x80080005, HResult.REGDB_E_CLASSNOTREG, 0x80D01001, 0x80D03001, 0x80D03002),
    /** There is nobody at the other end any more: the service has ended, or let go of the object. */
    SERVICE_GONE(ServiceEnd.codes()),
    /** A policy holds the job back: cost of the network, battery, background access, Game Mode, VPN. It goes on by itself. */
    BLOCKED(0x8020003E, HResult.BG_E_BLOCKED_BY_COST_TRANSFER_POLICY, 0x80200065, 0x80200067, 0x80200068, 0x8020006E,
            0x8020006F, 0x80200070, 0x80D0201E, 0x80D03801, 0x80D03803, 0x80D03804, 0x80D03807, 0x80D03808),
    /** No network, no connection, no such host, a proxy that does not work. */
    NETWORK(HResult.BG_E_NETWORK_DISCONNECTED, HResult.BG_E_CONNECT_FAILURE, HResult.BG_E_CONNECTION_CLOSED, 0x8020002F,
            HResult.BG_E_NAME_RESOLUTION_FAILURE, HResult.BG_E_PROXY_NAME_RESOLUTION_FAILURE, HResult.BG_E_RECEIVE_FAILURE,
            0x80200039, HResult.BG_E_TIMEOUT, HResult.BG_E_INVALID_PROXY_INFO, 0x80072EE2, 0x80072EE7, 0x80072EFD, 0x80072EFE,
            0x80072EFF, 0x80D03805, 0x80D0380A),
    /** TLS or certificates. */
    SECURITY(HResult.BG_E_SECURE_CHANNEL_FAILURE, 0x8020003C, HResult.BG_E_SERVER_CERT_VALIDATION_INTERFACE_REQUIRED, 0x80072F05,
            0x80072F06, 0x80072F0D, 0x80072F7D, 0x80072F8F, 0x80D05002),
    /** The server cannot do what the transfer needs, or answers otherwise than HTTP allows. */
    SERVER(HResult.BG_E_MISSING_FILE_SIZE, HResult.BG_E_INSUFFICIENT_HTTP_SUPPORT, HResult.BG_E_INSUFFICIENT_RANGE_SUPPORT,
            HResult.BG_E_INVALID_SERVER_RESPONSE, HResult.BG_E_SESSION_NOT_FOUND, 0x80200022, 0x80200034, 0x8020003A,
            HResult.BG_E_REMOTE_FILE_CHANGED, 0x80D05011, 0x80D0201A, 0x80D0201C, 0x80D0201D, 0x80D0380D),
    /** A local file, its directory or its disk, or the stream that a download goes to. */
    LOCAL_FILE(0x80070002, 0x80070003, 0x80070020, 0x80070021, 0x80070027, 0x80070070, 0x8007050F, 0x8020000D, 0x8020000E,
            HResult.BG_E_LOCAL_FILE_CHANGED, HResult.STG_E_WRITEFAULT, 0x80030070),
    /** Too long without progress, or too long altogether. */
    STALLED(HResult.BG_E_NO_PROGRESS, HResult.BG_E_MAXDOWNLOAD_TIMEOUT, HResult.DO_E_DOWNLOAD_NO_PROGRESS),
    /** Anything else. */
    OTHER;

    private static final Map<Integer, ErrorKind> KINDS = new HashMap<>();

    static {
        for (ErrorKind kind : values()) {
            Arrays.stream(kind.codes).forEach(code -> KINDS.put(code, kind));
        }
    }

    private final int[] codes;

    ErrorKind(int... codes) {
        this.codes = codes;
    }

    /** The kind of an HRESULT; {@link #OTHER} for what is none of the others, unknown codes included. */
    public static ErrorKind of(int hresult) {
        return HResult.httpStatus(hresult).isPresent() ? HTTP_STATUS : KINDS.getOrDefault(hresult, OTHER);
    }
}
