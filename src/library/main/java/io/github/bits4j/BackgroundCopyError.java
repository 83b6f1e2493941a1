package io.github.bits4j;

import static io.github.bits4j.bindings.bits.bits_h.C_INT;
import static io.github.bits4j.com.HResult.BG_E_FILE_NOT_AVAILABLE;
import static io.github.bits4j.com.HResult.DO_E_FILE_NOT_AVAILABLE;

import io.github.bits4j.bindings.bits.IBackgroundCopyErrorVtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyErrorVtbl.*;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.HResult;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The service's error object: what a job in {@link JobState#ERROR} or {@link JobState#TRANSIENT_ERROR} failed at.
 *
 * <p>Usable from any thread; released with the manager, or earlier by {@link #close()}.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/nn-bits-ibackgroundcopyerror">IBackgroundCopyError</a>
 */
public final class BackgroundCopyError extends ServiceObject {
    private record Code(int number, int hresult) {
        ErrorContext context() {
            return ErrorContext.of(number);
        }
    }

    BackgroundCopyError(Connection connection, ComPointer pointer) {
        super(connection, "IBackgroundCopyError", pointer);
    }

    /** What the job was doing. */
    public ErrorContext context() {
        return code().context();
    }

    /** The number of {@link #context()}, BG_ERROR_CONTEXT_…, which may be one that has no name here. */
    public int contextCode() {
        return code().number;
    }

    /** The failure's HRESULT. */
    public int hresult() {
        return code().hresult;
    }

    private Code code() {
        return methods.get("GetError", IBackgroundCopyErrorVtbl::GetError,
                (function, self, out) -> IBackgroundCopyErrorVtbl.GetError.invoke(
                        function, self, out, out.asSlice(C_INT.byteSize())),
                arena -> arena.allocate(C_INT, 2),
                out -> new Code(out.getAtIndex(C_INT, 0), out.getAtIndex(C_INT, 1)));
    }

    /** The file concerned; empty if no file is (BG_E_FILE_NOT_AVAILABLE). */
    public Optional<BackgroundCopyFile> file() {
        ComPointer file = methods.getPointer("GetFile", IBackgroundCopyErrorVtbl::GetFile, GetFile::invoke,
                Set.of(BG_E_FILE_NOT_AVAILABLE, DO_E_FILE_NOT_AVAILABLE));
        return Optional.ofNullable(file).map(pointer -> new BackgroundCopyFile(connection, pointer));
    }

    /**
     * The service's text for the code.
     *
     * @throws BackgroundCopyException if the service has no texts (Wine: E_NOTIMPL); {@link #read()} takes ours then
     */
    public String description() {
        return description(Connection.LANG_NEUTRAL);
    }

    /**
     * The service's text for the code, in a language.
     *
     * @param languageId a LANGID of Windows, such as 0x0407 for German in Germany; 0 for the service's own choice
     * @throws BackgroundCopyException as {@link #description()}, and if the service has no texts in the language
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/nf-bits-ibackgroundcopyerror-geterrordescription">GetErrorDescription</a>
     */
    public String description(int languageId) {
        return methods.getString("GetErrorDescription", IBackgroundCopyErrorVtbl::GetErrorDescription,
                (function, self, out) -> IBackgroundCopyErrorVtbl.GetErrorDescription.invoke(
                        function, self, languageId, out)).strip();
    }

    /**
     * The service's text for the context.
     *
     * @throws BackgroundCopyException if the service has no texts (Wine: E_NOTIMPL)
     */
    public String contextDescription() {
        return contextDescription(Connection.LANG_NEUTRAL);
    }

    /**
     * The service's text for the context, in a language, as {@link #description(int)}.
     *
     * @throws BackgroundCopyException if the service has no texts (Wine: E_NOTIMPL), or none in the language
     */
    public String contextDescription(int languageId) {
        return methods.getString("GetErrorContextDescription", IBackgroundCopyErrorVtbl::GetErrorContextDescription,
                (function, self, out) -> IBackgroundCopyErrorVtbl.GetErrorContextDescription.invoke(
                        function, self, languageId, out)).strip();
    }

    /** The protocol of the transfer, such as {@code http}. */
    public String protocol() {
        return methods.getString("GetProtocol", IBackgroundCopyErrorVtbl::GetProtocol, GetProtocol::invoke);
    }

    /** Reads everything into a value that outlives this object; texts that the service does not have are ours. */
    public TransferError read() {
        Code code = code();
        Optional<BackgroundCopyFile> file = file();
        try {
            return new TransferError(code.context(), code.hresult,
                    textOr(HResult.meaning(code.hresult).orElse(""), this::description),
                    textOr("", this::contextDescription),
                    file.map(BackgroundCopyFile::remoteName),
                    file.map(BackgroundCopyFile::localName));
        } finally {
            file.ifPresent(BackgroundCopyFile::close);
        }
    }

    private static String textOr(String ours, Supplier<String> service) {
        try {
            String text = service.get();
            return text.isEmpty() ? ours : text;
        } catch (BackgroundCopyException e) {
            if (e.isServiceGone()) {
                throw e;
            }
            return ours; // a missing text must not hide the error itself
        }
    }

    /** Another Java object for the same pointer, to be closed on its own. */
    BackgroundCopyError share() {
        return new BackgroundCopyError(connection, connection.share(pointer.segment()));
    }
}
