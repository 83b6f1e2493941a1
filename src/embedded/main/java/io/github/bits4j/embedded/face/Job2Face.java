package io.github.bits4j.embedded.face;

import static io.github.bits4j.embedded.face.Parameters.required;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.bits4j.bindings.bits.BG_AUTH_CREDENTIALS;
import io.github.bits4j.bindings.bits.BG_AUTH_CREDENTIALS_UNION;
import io.github.bits4j.bindings.bits.BG_BASIC_CREDENTIALS;
import io.github.bits4j.bindings.bits.BG_JOB_REPLY_PROGRESS;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.TaskMemory;
import io.github.bits4j.com.WideString;
import io.github.bits4j.embedded.queue.CommandLine;
import io.github.bits4j.embedded.queue.Job;
import io.github.bits4j.embedded.queue.JobReply;
import io.github.bits4j.embedded.queue.ReplyProgress;
import java.lang.foreign.MemorySegment;

/** IBackgroundCopyJob2: command lines, replies and credentials. */
abstract class Job2Face extends JobFace {
    /** 1 MB, as documented. */
    private static final long MAXIMUM_REPLY_DATA = 1 << 20;

    Job2Face(Client client, Job job) {
        super(client, job);
    }

    public void setNotifyCmdLine(MemorySegment program, MemorySegment parameters) {
        owned("SetNotifyCmdLine").setCommandLine(
                WideString.readNullable(program), WideString.readNullable(parameters));
    }

    /** Two empty strings if there is no command line, as documented. */
    public void getNotifyCmdLine(MemorySegment program, MemorySegment parameters) {
        CommandLine line = job().commandLine();
        Parameters.setStrings(program, line == null ? "" : line.program(), parameters, line == null ? "" : line.parameters());
    }

    public void getReplyProgress(MemorySegment out) {
        ReplyProgress progress = job().reply("GetReplyProgress").progress();
        if (out.address() == 0) {
            throw new ComException(HResult.E_INVALIDARG, "parameter pProgress");
        }
        BG_JOB_REPLY_PROGRESS.BytesTotal(out, progress.bytesTotal());
        BG_JOB_REPLY_PROGRESS.BytesTransferred(out, progress.bytesTransferred());
    }

    /** No buffer for a reply without a byte, and for one that is too large: then its length is told. */
    public void getReplyData(MemorySegment buffer, MemorySegment length) {
        required(buffer, "ppBuffer").set(ADDRESS, 0, MemorySegment.NULL);
        required(length, "pLength").set(JAVA_LONG, 0, 0);
        JobReply reply = job().reply("GetReplyData");
        long size = reply.size();
        length.set(JAVA_LONG, 0, size);
        if (size > MAXIMUM_REPLY_DATA) {
            throw new ComException(HResult.BG_E_TOO_LARGE, "GetReplyData", size + " bytes");
        }
        if (size > 0) {
            byte[] data = reply.read();
            MemorySegment memory = TaskMemory.allocate(Math.max(1, data.length));
            MemorySegment.copy(data, 0, memory, JAVA_BYTE, 0, data.length);
            length.set(JAVA_LONG, 0, data.length);
            buffer.set(ADDRESS, 0, memory);
        }
    }

    public void setReplyFileName(MemorySegment name) {
        owned("SetReplyFileName").reply("SetReplyFileName").setFileName(WideString.readNullable(name));
    }

    /** NULL before there is a name. */
    public void getReplyFileName(MemorySegment out) {
        String name = job().reply("GetReplyFileName").fileName();
        required(out, "pReplyFileName").set(ADDRESS, 0, name == null ? MemorySegment.NULL : TaskMemory.newString(name));
    }

    /** The strings are the caller's and are read now; no message shows them. */
    public void setCredentials(MemorySegment credentials) {
        Job mine = byOwner("SetCredentials");
        required(credentials, "credentials");
        MemorySegment basic = BG_AUTH_CREDENTIALS_UNION.Basic(BG_AUTH_CREDENTIALS.Credentials(credentials));
        mine.http().setCredentials(
                BG_AUTH_CREDENTIALS.Target(credentials),
                BG_AUTH_CREDENTIALS.Scheme(credentials),
                WideString.readNullable(BG_BASIC_CREDENTIALS.UserName(basic)),
                WideString.readNullable(BG_BASIC_CREDENTIALS.Password(basic)));
    }

    public int removeCredentials(int target, int scheme) {
        return owned("RemoveCredentials").http().removeCredentials(target, scheme);
    }
}
