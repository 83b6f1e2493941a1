package io.github.bits4j;

import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The job's state forbids the call, or it is too late for the setting. A cancelled or completed job allows hardly any call.
 */
public final class InvalidJobStateException extends BackgroundCopyException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final @Nullable JobState state;

    InvalidJobStateException(int hresult, String operation, String description, @Nullable JobState state) {
        super(hresult, operation, state == null ? description : said(description) + "The job is " + state + '.');
        this.state = state;
    }

    private static String said(String description) {
        String text = description.strip();
        return text.isEmpty() ? "" : text + (text.endsWith(".") ? " " : ". ");
    }

    /** The job's state just after it refused; empty if it could not be read, or if it was not a job that refused. */
    public Optional<JobState> state() {
        return Optional.ofNullable(state);
    }
}
