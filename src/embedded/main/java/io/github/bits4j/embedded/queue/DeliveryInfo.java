package io.github.bits4j.embedded.queue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a file of Delivery Optimization besides what all files have.
 *
 * @param fileId the client's name of the content; empty for none
 * @param size of the remote file, as the client says; -1 if he does not
 * @param integrityCheckInfo where the hashes of the content are; null for nowhere
 * @param integrityCheckMandatory null if the client has said nothing
 * @param attempts how often the transfer has gone to the server
 * @param spent how long earlier attempts have taken
 * @param since when the present attempt began, by the clock that nobody sets; null if there is none
 */
record DeliveryInfo(
        String fileId,
        long size,
        @Nullable String integrityCheckInfo,
        @Nullable Boolean integrityCheckMandatory,
        int attempts,
        Duration spent,
        @Nullable Long since) {
    static final DeliveryInfo NONE = of("", -1);

    static DeliveryInfo of(String fileId, long size) {
        return new DeliveryInfo(fileId, size, null, null, 0, Duration.ZERO, null);
    }

    DeliveryInfo withSize(long other) {
        return new DeliveryInfo(fileId, other, integrityCheckInfo, integrityCheckMandatory, attempts, spent, since);
    }

    DeliveryInfo withIntegrityCheckInfo(String info) {
        return new DeliveryInfo(fileId, size, info, integrityCheckMandatory, attempts, spent, since);
    }

    DeliveryInfo withIntegrityCheckMandatory(boolean mandatory) {
        return new DeliveryInfo(fileId, size, integrityCheckInfo, mandatory, attempts, spent, since);
    }

    DeliveryInfo begun(long now) {
        return new DeliveryInfo(fileId, size, integrityCheckInfo, integrityCheckMandatory, attempts + 1, spent(now), now);
    }

    DeliveryInfo ended(long now) {
        return new DeliveryInfo(fileId, size, integrityCheckInfo, integrityCheckMandatory, attempts, spent(now), null);
    }

    Duration spent(long now) {
        Long begin = since;
        return begin == null ? spent : spent.plusNanos(now - begin);
    }
}
