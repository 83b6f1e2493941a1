package io.github.bits4j;

/**
 * What a job was doing when it failed.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/ne-bits-bg_error_context">BG_ERROR_CONTEXT</a>
 */
public enum ErrorContext {
    /** There is no error. */
    NONE(0),
    /** The service does not know. */
    UNKNOWN_CONTEXT(1),
    /** The queue manager did something of its own. */
    GENERAL_QUEUE_MANAGER(2),
    /** The queue manager notified the application. */
    QUEUE_MANAGER_NOTIFICATION(3),
    /** The local file was read, written or renamed. */
    LOCAL_FILE(4),
    /** The server was asked for the remote file. */
    REMOTE_FILE(5),
    /** The transport did something of its own. */
    GENERAL_TRANSPORT(6),
    /** The server application handled the upload. */
    REMOTE_APPLICATION(7),
    /** The application's callback judged the server's certificate. */
    SERVER_CERTIFICATE_CALLBACK(8),
    /** A value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    ErrorContext(int code) {
        this.code = code;
    }

    /** The value in the Windows headers. */
    public int code() {
        return code;
    }

    /** The constant of the given value; {@link #UNKNOWN} if there is none. */
    public static ErrorContext of(int code) {
        for (ErrorContext value : values()) {
            if (value.code == code) {
                return value;
            }
        }
        return UNKNOWN;
    }
}
