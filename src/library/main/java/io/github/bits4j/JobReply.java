package io.github.bits4j;

import static io.github.bits4j.bindings.bits.bits_h.C_LONG_LONG;
import static io.github.bits4j.bindings.bits.bits_h.C_POINTER;

import io.github.bits4j.bindings.bits.BG_JOB_REPLY_PROGRESS;
import io.github.bits4j.bindings.bits.IBackgroundCopyJob2Vtbl.*;
import io.github.bits4j.bindings.bits.IBackgroundCopyJob2Vtbl;
import io.github.bits4j.com.TaskMemory;
import io.github.bits4j.internal.Arguments;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The reply of the server application to a job's upload, by IBackgroundCopyJob2: for jobs of type
 * {@link JobType#UPLOAD_REPLY}; for others each method fails with E_NOTIMPL.
 *
 * <p>Each method throws {@link UnsupportedInterfaceException} if the service has no IBackgroundCopyJob2: Delivery Optimization.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits1_5/nn-bits1_5-ibackgroundcopyjob2">IBackgroundCopyJob2</a>
 */
public final class JobReply {
    private final ServiceInterface job2;

    JobReply(BackgroundCopyJob job) {
        this.job2 = job.newer.methods("IBackgroundCopyJob2", InterfaceIds.IBACKGROUND_COPY_JOB2);
    }

    /**
     * Names the file that gets the reply; it is there after {@link BackgroundCopyJob#complete()}, empty if the server
     * application gave no reply. Without a name the service chooses one, in the directory of the file that is uploaded.
     *
     * @param local an absolute path; its directory must exist
     * @throws BackgroundCopyException BG_E_INVALID_STATE once the reply is on its way; E_ACCESSDENIED if the directory is not
     *     writable
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits1_5/nf-bits1_5-ibackgroundcopyjob2-setreplyfilename">SetReplyFileName</a>
     */
    public void setFileName(Path local) {
        job2.setString("SetReplyFileName", IBackgroundCopyJob2Vtbl::SetReplyFileName, SetReplyFileName::invoke,
                Arguments.local("local", local));
    }

    /** Lets the service choose the name of the reply file. Throws as {@link #setFileName} does. */
    public void clearFileName() {
        job2.setString("SetReplyFileName", IBackgroundCopyJob2Vtbl::SetReplyFileName, SetReplyFileName::invoke, null);
    }

    /**
     * The file that gets the reply; empty if nobody named it and the job has no file yet.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits1_5/nf-bits1_5-ibackgroundcopyjob2-getreplyfilename">GetReplyFileName</a>
     */
    public Optional<Path> fileName() {
        return Optional.of(job2.getString("GetReplyFileName", IBackgroundCopyJob2Vtbl::GetReplyFileName,
                GetReplyFileName::invoke)).filter(name -> !name.isEmpty()).map(Path::of);
    }

    /**
     * How far the reply has come; {@link BackgroundCopyJob#progress()} is that of the upload alone.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits1_5/nf-bits1_5-ibackgroundcopyjob2-getreplyprogress">GetReplyProgress</a>
     */
    public ReplyProgress progress() {
        return job2.get("GetReplyProgress", IBackgroundCopyJob2Vtbl::GetReplyProgress, GetReplyProgress::invoke,
                BG_JOB_REPLY_PROGRESS::allocate, ReplyProgress::read);
    }

    /**
     * The reply, read into memory; empty if the server application gave none.
     *
     * @throws BackgroundCopyException BG_E_INVALID_STATE unless the job is transferred; BG_E_TOO_LARGE if the reply has more
     *     than 1 MB: then it is to be read from its file, after {@link BackgroundCopyJob#complete()}
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits1_5/nf-bits1_5-ibackgroundcopyjob2-getreplydata">GetReplyData</a>
     */
    public Optional<byte[]> data() {
        return job2.get("GetReplyData", IBackgroundCopyJob2Vtbl::GetReplyData,
                (function, self, out) -> GetReplyData.invoke(function, self, out, out.asSlice(C_POINTER.byteSize())),
                arena -> arena.allocate(C_POINTER.byteSize() + C_LONG_LONG.byteSize(), C_POINTER.byteAlignment()),
                JobReply::takeData);
    }

    private static Optional<byte[]> takeData(MemorySegment out) {
        MemorySegment data = out.get(C_POINTER, 0);
        return data.address() == 0
                ? Optional.empty()
                : Optional.of(TaskMemory.takeBytes(data, out.get(C_LONG_LONG, C_POINTER.byteSize())));
    }
}
