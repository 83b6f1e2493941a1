package io.github.bits4j.embedded.queue;

import io.github.bits4j.embedded.store.DamagedJournalException;
import io.github.bits4j.embedded.store.FieldReader;
import io.github.bits4j.embedded.store.FieldWriter;
import io.github.bits4j.embedded.transfer.CertificateApproval;
import io.github.bits4j.embedded.transfer.session.AuthScheme;
import io.github.bits4j.embedded.transfer.session.AuthTarget;
import io.github.bits4j.embedded.transfer.session.ClientCertificate;
import io.github.bits4j.embedded.transfer.session.Credential;
import io.github.bits4j.embedded.transfer.session.CustomHeaders;
import io.github.bits4j.embedded.transfer.session.HttpOptions;
import io.github.bits4j.embedded.transfer.session.ProxySettings;
import io.github.bits4j.embedded.transfer.session.ProxyUsage;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a job's HTTP settings are written into records of the store; see {@link JobRecords}. Of the application's check of
 * certificates it is written that there was one: it ends with the process, and without it no server is believed. The store
 * encrypts what is secret here, with all the rest.
 */
final class HttpRecords {
    /** The first credential's field; the others follow. */
    private static final int CREDENTIALS = 100;

    private HttpRecords() {}

    static FieldWriter of(HttpOptions options) {
        ClientCertificate certificate = options.clientCertificate();
        FieldWriter record = new FieldWriter()
                .put(1, options.headers().text())
                .put(2, options.securityFlags())
                .put(3, options.proxy().usage().code())
                .put(4, options.proxy().list())
                .put(5, options.proxy().bypass())
                .put(6, certificate == null ? null : new FieldWriter()
                        .put(1, certificate.location())
                        .put(2, certificate.store())
                        .put(3, certificate.thumbprint())
                        .put(4, certificate.subject()))
                .put(7, options.approval() != null)
                .put(8, options.answers().text());
        List<Credential> credentials = options.credentials();
        for (int i = 0; i < credentials.size(); i++) {
            Credential credential = credentials.get(i);
            record.put(CREDENTIALS + i, new FieldWriter()
                    .put(1, credential.target().code())
                    .put(2, credential.scheme().code())
                    .put(3, credential.user())
                    .put(4, credential.password()));
        }
        return record;
    }

    static HttpOptions read(@Nullable FieldReader record) throws DamagedJournalException {
        if (record == null) {
            return HttpOptions.USUAL;
        }
        FieldReader certificate = record.fields(6);
        HttpOptions options = HttpOptions.USUAL
                .withHeaders(headers(record.text(1)))
                .withSecurityFlags((int) record.number(2, 0))
                .withProxy(new ProxySettings(
                        known(ProxyUsage.of((int) record.number(3, 0)), "proxy usage"), record.text(4), record.text(5)))
                .withClientCertificate(certificate == null ? null : new ClientCertificate(
                        (int) certificate.number(1, 0), certificate.required(2), certificate.text(3), certificate.text(4)))
                .withApproval(record.flag(7) ? CertificateApproval.GONE : null)
                .withAnswers(headers(record.text(8)));
        int number = CREDENTIALS;
        for (FieldReader next = record.fields(number); next != null; next = record.fields(++number)) {
            options = options.with(new Credential(
                    known(AuthTarget.of((int) next.number(1, 0)), "target"),
                    known(AuthScheme.of((int) next.number(2, 0)), "scheme"),
                    next.text(3),
                    next.text(4)));
        }
        return options;
    }

    private static CustomHeaders headers(@Nullable String text) throws DamagedJournalException {
        try {
            return text == null ? CustomHeaders.NONE : CustomHeaders.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw new DamagedJournalException("a job's headers: " + malformed.getMessage());
        }
    }

    private static <T> T known(Optional<T> value, String what) throws DamagedJournalException {
        return value.orElseThrow(() -> new DamagedJournalException("an unknown " + what));
    }
}
