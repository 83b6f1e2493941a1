package io.github.bits4j;

import io.github.bits4j.com.HResult;
import java.io.Serial;
import java.util.Arrays;

/**
 * A limit of the service's is reached. Administrators and service accounts have none of the four.
 *
 * <p>Complete or cancel old jobs, spread files and ranges over several jobs, or have the policy raised.
 */
public final class QuotaException extends BackgroundCopyException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** What there is too much of. */
    public enum Limit {
        /** Jobs of one user: 60 unless a policy says otherwise. */
        JOBS_PER_USER(HResult.BG_E_TOO_MANY_JOBS_PER_USER),
        /** Jobs of the machine: 300. */
        JOBS_PER_MACHINE(HResult.BG_E_TOO_MANY_JOBS_PER_MACHINE),
        /** Files of one job: 200. */
        FILES_PER_JOB(HResult.BG_E_TOO_MANY_FILES_IN_JOB),
        /** Ranges of one file: 500. */
        RANGES_PER_FILE(HResult.BG_E_TOO_MANY_RANGES_IN_FILE);

        private final int hresult;

        Limit(int hresult) {
            this.hresult = hresult;
        }
    }

    QuotaException(int hresult, String operation, String description) {
        super(hresult, operation, description);
    }

    /** Which limit it is. */
    public Limit limit() {
        return Arrays.stream(Limit.values()).filter(limit -> limit.hresult == hresult()).findFirst().orElseThrow();
    }
}
