package io.github.bits4j.embedded.queue;

import io.github.bits4j.embedded.transfer.ByteSink;
import io.github.bits4j.embedded.transfer.StreamSink;
import io.github.bits4j.embedded.transfer.TransferFailure;

/** The client's stream for one turn of its job, which is not interrupted while the client is called. */
record ClientSink(StreamSink stream, TransferRun run) implements ByteSink {

    @Override
    public long size() {
        return stream.size();
    }

    @Override
    public void truncate(long size) throws TransferFailure, InterruptedException {
        run.enterClient();
        try {
            stream.truncate(size);
        } finally {
            run.leaveClient();
        }
    }

    @Override
    public void write(byte[] bytes, int count, long position) throws TransferFailure, InterruptedException {
        for (int done = 0; done < count; ) {
            run.enterClient();
            try {
                done += stream.write(bytes, done, count - done, position + done);
            } finally {
                run.leaveClient();
            }
        }
    }

    @Override
    public void force() throws TransferFailure {
        stream.force();
    }

    @Override
    public void close() {
        // the next attempt goes on with it
    }
}
