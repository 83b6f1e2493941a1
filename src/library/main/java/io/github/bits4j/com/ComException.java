package io.github.bits4j.com;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A COM call that failed: carries the HRESULT, its symbolic name and the operation. The message says what the code means and
 * what to do: {@code IBackgroundCopyJob::Resume: 0x80200003 (BG_E_EMPTY): The job has no files. Add a file before resuming the
 * job.}
 *
 * <p>Thrown from a method of a {@link ComObject}, it makes the caller of that method receive {@link #hresult()}.
 */
public class ComException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int hresult;
    private final String operation;
    private final @Nullable String remedy;

    /**
     * A failure described by our own text for the HRESULT.
     *
     * @param hresult a failure: a negative value
     * @param operation what was attempted, such as {@code IBackgroundCopyJob::Resume}
     */
    public ComException(int hresult, String operation) {
        this(hresult, operation, HResult.meaning(hresult).orElse(""));
    }

    /**
     * A failure with a text of its own.
     *
     * @param description what the service or the caller says of it, to which the message adds the remedy; may be empty
     */
    public ComException(int hresult, String operation, String description) {
        this(hresult, operation, description, HResult.remedy(hresult).orElse(null));
    }

    /**
     * A failure of which the one who throws it knows better what can be done than the code alone tells.
     *
     * @param remedy a sentence, instead of {@link HResult#remedy}; null for none
     */
    protected ComException(int hresult, String operation, String description, @Nullable String remedy) {
        super(message(hresult, operation, description, remedy));
        if (!HResult.failed(hresult)) {
            throw new IllegalArgumentException("hresult: " + HResult.format(hresult) + " is not a failure");
        }
        this.hresult = hresult;
        this.operation = operation;
        this.remedy = remedy;
    }

    private static String message(int hresult, String operation, String description, @Nullable String remedy) {
        Objects.requireNonNull(operation, "operation");
        String text = HResult.sentences(description, remedy);
        return operation + ": " + HResult.format(hresult) + (text.isEmpty() ? "" : ": " + text);
    }

    /** Returns {@code hresult} if it is a success, so that S_FALSE and its like stay visible. */
    public static int check(int hresult, String operation) {
        if (HResult.failed(hresult)) {
            throw new ComException(hresult, operation);
        }
        return hresult;
    }

    /** The HRESULT; always a failure. */
    public int hresult() {
        return hresult;
    }

    /** The HRESULT's name, such as {@code BG_E_INVALID_STATE}. */
    public String hresultName() {
        return HResult.name(hresult);
    }

    /** What can be done about it, in a sentence that the message has too; empty if the code is unknown. */
    public Optional<String> remedy() {
        return Optional.ofNullable(remedy);
    }

    /** What was attempted, such as {@code IBackgroundCopyJob::Resume}. */
    public String operation() {
        return operation;
    }
}
