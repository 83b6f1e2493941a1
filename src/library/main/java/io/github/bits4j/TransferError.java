package io.github.bits4j;

import io.github.bits4j.com.HResult;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Why a job failed: the values of a {@link BackgroundCopyError}, read once and kept.
 *
 * @param context what the job was doing
 * @param hresult the failure's code
 * @param description the service's text for the code, or ours where it has none; may be empty
 * @param contextDescription the service's text for the context; may be empty
 * @param remoteName the URL of the file concerned, if a file is concerned
 * @param localName the local path of the file concerned, if a file is concerned
 */
public record TransferError(ErrorContext context, int hresult, String description, String contextDescription,
        Optional<String> remoteName, Optional<String> localName) {

    /** For a job in error about which the service says nothing. */
    static final TransferError UNEXPLAINED = new TransferError(ErrorContext.UNKNOWN_CONTEXT,
            HResult.BG_E_ERROR_INFORMATION_UNAVAILABLE, "The job is in error; the service does not say why.", "",
            Optional.empty(), Optional.empty());

    /** The code's symbolic name, such as {@code BG_E_HTTP_ERROR_404}. */
    public String hresultName() {
        return HResult.name(hresult);
    }

    /** What can be done about it, in a sentence of ours; empty if the code is unknown. */
    public Optional<String> remedy() {
        return HResult.remedy(hresult);
    }

    /** What kind of failure it is, for programs that react. */
    public ErrorKind kind() {
        return ErrorKind.of(hresult);
    }

    /**
     * The same failure as the exception that a call would throw: {@link HttpStatusException}, {@link NotLoggedOnException}, … by
     * the code alone.
     */
    public BackgroundCopyException toException() {
        return BackgroundCopyException.of(hresult, remoteName.map(name -> "transferring " + name).orElse("the job"), description);
    }

    /** The HTTP status with which the server answered, if that is the failure. */
    public OptionalInt httpStatus() {
        return HResult.httpStatus(hresult);
    }

    /** Code, texts, remedy and file in one line. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(HResult.format(hresult));
        String explanation = HResult.withRemedy(description, hresult);
        if (!explanation.isEmpty()) {
            text.append(": ").append(explanation);
        }
        remoteName.ifPresent(name -> text.append(" File: ").append(name));
        text.append(" Context: ").append(contextDescription.isEmpty() ? context : contextDescription);
        return text.toString();
    }
}
