package io.github.bits4j.tests.support;

import io.github.bits4j.BackgroundCopyCallback;
import io.github.bits4j.BackgroundCopyError;
import io.github.bits4j.BackgroundCopyFile;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.TransferError;
import io.github.bits4j.com.HResult;
import io.github.bits4j.testkit.Await;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A direct callback that writes down what the service calls, and answers S_OK. */
public class Recorder implements BackgroundCopyCallback {
    public final List<String> calls = new CopyOnWriteArrayList<>();
    public final List<String> files = new CopyOnWriteArrayList<>();
    public volatile @Nullable TransferError error;

    public boolean has(String call) {
        return calls.contains(call);
    }

    public void awaitCall(String call) {
        Await.until(call, () -> has(call));
    }

    @Override
    public int jobTransferred(BackgroundCopyJob job) {
        calls.add("JobTransferred");
        return HResult.S_OK;
    }

    @Override
    public int jobError(BackgroundCopyJob job, BackgroundCopyError lent) {
        error = lent.read();
        calls.add("JobError");
        return HResult.S_OK;
    }

    @Override
    public int jobModification(BackgroundCopyJob job) {
        calls.add("JobModification");
        return HResult.S_OK;
    }

    @Override
    public int fileTransferred(BackgroundCopyJob job, BackgroundCopyFile file) {
        files.add(file.localName());
        calls.add("FileTransferred");
        return HResult.S_OK;
    }
}
