package io.github.bits4j.embedded.face;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.bits.IBackgroundCopyJob2Vtbl;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.WideString;
import io.github.bits4j.embedded.queue.CommandLine;
import io.github.bits4j.embedded.queue.Job;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/** IBackgroundCopyJob2: command lines. The embedded service has neither replies nor credentials. */
final class Job2Face extends JobFace {
    static final ComVtable<Job2Face> VTABLE = ComVtable.of(MethodHandles.lookup(), Job2Face.class,
            IBackgroundCopyJob2Vtbl.class, InterfaceIds.IBACKGROUND_COPY_JOB, InterfaceIds.IBACKGROUND_COPY_JOB2);

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

    public void getReplyProgress(MemorySegment progress) {
        throw unsupported("GetReplyProgress");
    }

    public void getReplyData(MemorySegment buffer, MemorySegment length) {
        throw unsupported("GetReplyData");
    }

    public void setReplyFileName(MemorySegment name) {
        throw unsupported("SetReplyFileName");
    }

    public void getReplyFileName(MemorySegment name) {
        throw unsupported("GetReplyFileName");
    }

    public void setCredentials(MemorySegment credentials) {
        throw unsupported("SetCredentials");
    }

    public void removeCredentials(int target, int scheme) {
        throw unsupported("RemoveCredentials");
    }

    private static ComException unsupported(String method) {
        return new ComException(HResult.E_NOTIMPL, "IBackgroundCopyJob2::" + method, "not supported by the embedded service");
    }
}
