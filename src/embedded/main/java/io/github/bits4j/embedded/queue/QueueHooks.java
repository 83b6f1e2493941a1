package io.github.bits4j.embedded.queue;

import io.github.bits4j.embedded.transfer.session.ClientCertificates;
import java.util.function.UnaryOperator;

/**
 * What the application that embeds the service decides for it.
 *
 * @param limits makes its limits of those that the service has by itself
 */
public record QueueHooks(
        TransferPolicy policy, ClientCertificates certificates, Confinement confinement, UnaryOperator<QueueLimits> limits) {
    public static final QueueHooks NONE = new QueueHooks(
            TransferPolicy.FREE, ClientCertificates.NONE, Confinement.NONE, UnaryOperator.identity());

    public QueueHooks withPolicy(TransferPolicy other) {
        return new QueueHooks(other, certificates, confinement, limits);
    }

    public QueueHooks withCertificates(ClientCertificates other) {
        return new QueueHooks(policy, other, confinement, limits);
    }

    public QueueHooks withConfinement(Confinement other) {
        return new QueueHooks(policy, certificates, other, limits);
    }

    /** With one more change to the limits. */
    public QueueHooks withLimits(UnaryOperator<QueueLimits> change) {
        return new QueueHooks(policy, certificates, confinement, before -> change.apply(limits.apply(before)));
    }
}
