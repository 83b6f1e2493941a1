package io.github.bits4j.embedded.queue;

import io.github.bits4j.embedded.store.DamagedJournalException;
import io.github.bits4j.embedded.store.FieldReader;
import io.github.bits4j.embedded.store.FieldWriter;
import io.github.bits4j.embedded.transfer.session.HttpOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** How cancellations of uploads, whose jobs are gone, are written into records of the store; see {@link JobRecords}. */
final class CancellationRecords {
    private CancellationRecords() {}

    static byte[] of(Cancellation.Plan plan, HttpOptions options) {
        return new FieldWriter()
                .put(1, plan.remote().toString())
                .put(2, FileRecords.session(plan.session()))
                .put(3, plan.costFlags())
                .put(4, plan.delay().toMillis())
                .put(5, plan.since())
                .put(6, plan.limit().toMillis())
                .put(7, HttpRecords.of(options))
                .toBytes();
    }

    static Cancellation read(Engine engine, UUID id, FieldReader record) throws DamagedJournalException {
        FieldReader session = record.fields(2);
        Instant since = record.instant(5);
        if (session == null || since == null) {
            throw new DamagedJournalException("the cancellation of an upload without its session or time");
        }
        Cancellation.Plan plan = new Cancellation.Plan(
                FileRecords.uri(record.required(1)),
                FileRecords.session(session),
                (int) record.number(3, 0),
                Duration.ofMillis(record.number(4, 0)),
                since,
                Duration.ofMillis(record.number(6, 0)));
        return Cancellation.restored(engine, id, plan, HttpRecords.read(record.fields(7)));
    }
}
