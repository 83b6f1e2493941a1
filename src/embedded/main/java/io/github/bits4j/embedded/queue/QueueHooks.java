package io.github.bits4j.embedded.queue;

import io.github.bits4j.embedded.transfer.session.ClientCertificates;

/** What the application that embeds the service decides for it. */
public record QueueHooks(TransferPolicy policy, ClientCertificates certificates, Confinement confinement) {
    public static final QueueHooks NONE = new QueueHooks(TransferPolicy.FREE, ClientCertificates.NONE, Confinement.NONE);

    public QueueHooks withPolicy(TransferPolicy other) {
        return new QueueHooks(other, certificates, confinement);
    }

    public QueueHooks withCertificates(ClientCertificates other) {
        return new QueueHooks(policy, other, confinement);
    }

    public QueueHooks withConfinement(Confinement other) {
        return new QueueHooks(policy, certificates, other);
    }
}
