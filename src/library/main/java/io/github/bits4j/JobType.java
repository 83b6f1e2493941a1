package io.github.bits4j;

/**
 * What a job does.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/ne-bits-bg_job_type">BG_JOB_TYPE</a>
 */
public enum JobType {
    /** Downloads files to the client. */
    DOWNLOAD(0),
    /** Uploads one file to the server. */
    UPLOAD(1),
    /** Uploads one file and downloads the reply of the server application. */
    UPLOAD_REPLY(2),
    /** A value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    JobType(int code) {
        this.code = code;
    }

    /** The value in the Windows headers. */
    public int code() {
        return code;
    }

    /** The constant of the given value; {@link #UNKNOWN} if there is none. */
    public static JobType of(int code) {
        for (JobType value : values()) {
            if (value.code == code) {
                return value;
            }
        }
        return UNKNOWN;
    }
}
