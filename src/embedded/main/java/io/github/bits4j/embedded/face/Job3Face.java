package io.github.bits4j.embedded.face;

import static io.github.bits4j.embedded.face.Parameters.setInt;
import static io.github.bits4j.embedded.face.Parameters.string;

import io.github.bits4j.embedded.queue.Job;
import java.lang.foreign.MemorySegment;

/** IBackgroundCopyJob3: other remote names, and parts of files. */
abstract class Job3Face extends Job2Face {

    Job3Face(Client client, Job job) {
        super(client, job);
    }

    public int replaceRemotePrefix(MemorySegment oldPrefix, MemorySegment newPrefix) {
        return owned("ReplaceRemotePrefix")
                .replaceRemotePrefix(string(oldPrefix, "OldPrefix"), string(newPrefix, "NewPrefix"));
    }

    public void addFileWithRanges(MemorySegment remoteUrl, MemorySegment localName, int count, MemorySegment ranges) {
        owned("AddFileWithRanges").addFileWithRanges(
                string(remoteUrl, "RemoteUrl"), string(localName, "LocalName"), Ranges.read(count, ranges));
    }

    public void setFileACLFlags(int flags) {
        owned("SetFileACLFlags").flags().setFileAcl(flags);
    }

    public void getFileACLFlags(MemorySegment out) {
        setInt(out, job().flags().fileAcl());
    }
}
