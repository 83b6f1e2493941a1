package io.github.bits4j.embedded.queue;

import io.github.bits4j.JobPriority;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.CertificateApproval;
import io.github.bits4j.embedded.transfer.CertificateCheck;
import io.github.bits4j.embedded.transfer.session.AuthScheme;
import io.github.bits4j.embedded.transfer.session.AuthTarget;
import io.github.bits4j.embedded.transfer.session.ClientCertificate;
import io.github.bits4j.embedded.transfer.session.CustomHeaders;
import io.github.bits4j.embedded.transfer.session.HttpOptions;
import io.github.bits4j.embedded.transfer.session.ProxySettings;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A job's HTTP settings. A transfer that is under way goes on by the ones it began with. */
public final class JobHttp {
    private static final System.Logger LOG = System.getLogger(JobHttp.class.getName());
    private static final int MAXIMUM_HEADERS = 16_384;
    private static final int REDIRECT_REFUSED_AND_REPORTED = 0x300;

    private final Engine engine;
    private final Job job;

    JobHttp(Engine engine, Job job) {
        this.engine = engine;
        this.job = job;
    }

    /** The headers as set, or null; E_ACCESSDENIED once they are write-only. */
    public @Nullable String customHeaders() {
        return engine.lock.<@Nullable String>call(() -> {
            if (job.data.headersWriteOnly) {
                throw new ComException(HResult.E_ACCESSDENIED, "GetCustomHeaders", "the headers are write-only");
            }
            return job.data.http.headers().text();
        });
    }

    /** @param headers lines ended by CRLF; null for none */
    public void setCustomHeaders(@Nullable String headers) {
        String operation = "SetCustomHeaders";
        if (headers == null) {
            set(operation, options -> options.withHeaders(CustomHeaders.NONE));
            return;
        }
        engine.lock.run(() -> job.requireAlive(operation));
        if (headers.length() >= MAXIMUM_HEADERS) {
            throw new ComException(HResult.BG_E_STRING_TOO_LONG, operation);
        }
        CustomHeaders parsed;
        try {
            parsed = CustomHeaders.parse(headers);
        } catch (IllegalArgumentException malformed) {
            throw new ComException(HResult.E_INVALIDARG, operation, malformed.getMessage());
        }
        set(operation, options -> options.withHeaders(parsed));
    }

    /** From now on nobody can read the headers; cannot be undone. Works on a job that has ended too, as documented. */
    public void makeCustomHeadersWriteOnly() {
        engine.lock.run(() -> {
            if (job.data.state.isFinal()) {
                job.data.headersWriteOnly = true; // nothing follows from it any more
            } else {
                job.set("MakeCustomHeadersWriteOnly", 0, data -> data.headersWriteOnly = true);
            }
        });
    }

    /** The verb of the requests. */
    public String method() {
        return engine.lock.call(() -> {
            String own = job.data.method;
            return own != null ? own : defaultMethod();
        });
    }

    private String defaultMethod() {
        return job.type() == JobType.DOWNLOAD ? "GET" : "BITS_POST";
    }

    /**
     * Sets the verb, before the first Resume. One that is not the default makes the job a foreground job for good, whose
     * every error is lasting and whose files are never resumed.
     */
    public void setMethod(String method) {
        String operation = "SetHttpMethod";
        engine.lock.run(() -> {
            job.requireAlive(operation);
            if (method.equals(defaultMethod())) {
                return;
            }
            if (!method.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}") || method.equals("CONNECT")) {
                throw new ComException(HResult.E_INVALIDARG, operation, "not a method");
            }
            if (job.data.begun) {
                throw new ComException(engine.rules.invalidState(), operation, "the job has been resumed");
            }
            if (job.data.traits.dynamicContent() || job.data.traits.onDemand()) {
                throw new ComException(HResult.BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD, operation);
            }
            if (job.data.files.stream().anyMatch(file -> !file.ranges.isWhole())) {
                throw new ComException(HResult.BG_E_UNSUPPORTED_JOB_CONFIGURATION, operation, "a file has ranges");
            }
            job.set(operation, 0, data -> {
                data.method = method;
                data.priority = JobPriority.FOREGROUND;
            });
        });
    }

    public int securityFlags() {
        return engine.lock.call(() -> job.data.http.securityFlags());
    }

    /** @param flags BG_SSL_… and BG_HTTP_REDIRECT_POLICY_…; E_NOTIMPL if one is unknown */
    public void setSecurityFlags(int flags) {
        boolean unknown = (flags & ~HttpOptions.SECURITY_FLAGS) != 0
                || (flags & REDIRECT_REFUSED_AND_REPORTED) == REDIRECT_REFUSED_AND_REPORTED;
        job.set("SetSecurityFlags", unknown ? HResult.E_NOTIMPL : 0,
                data -> data.http = data.http.withSecurityFlags(flags));
    }

    /** Sets the name and password for a target and scheme, in the place of those that were set for both. */
    public void setCredentials(int target, int scheme, @Nullable String user, @Nullable String password) {
        String operation = "SetCredentials";
        var credential = CredentialRules.check(target, scheme, user, password, operation);
        set(operation, options -> options.with(credential));
    }

    /** S_FALSE if there are none for both. */
    public int removeCredentials(int target, int scheme) {
        String operation = "RemoveCredentials";
        AuthTarget from = CredentialRules.target(target, operation);
        AuthScheme of = CredentialRules.scheme(scheme, operation);
        return engine.lock.call(() -> {
            job.requireAlive(operation);
            if (job.data.http.credentials().stream().noneMatch(credential -> credential.isFor(from, of))) {
                return HResult.S_FALSE;
            }
            set(operation, options -> options.without(from, of));
            return HResult.S_OK;
        });
    }

    public ProxySettings proxySettings() {
        return engine.lock.call(() -> job.data.http.proxy());
    }

    /** @param usage a BG_JOB_PROXY_USAGE; the lists are for BG_JOB_PROXY_USAGE_OVERRIDE only */
    public void setProxySettings(int usage, @Nullable String list, @Nullable String bypass) {
        String operation = "SetProxySettings";
        ProxySettings settings = ProxyRules.check(usage, list, bypass, operation);
        set(operation, options -> options.withProxy(settings));
    }

    /**
     * Only while the job is suspended. If this throws, the check stays the caller's, unless {@link #hasCertificateCheck}.
     *
     * @param check asked about each server; null for nobody
     */
    public void setServerCertificateCheck(@Nullable CertificateCheck check) {
        String operation = "SetServerCertificateValidationInterface";
        engine.lock.run(() -> {
            job.requireAlive(operation);
            if (job.data.state != JobState.SUSPENDED) {
                throw new ComException(HResult.BG_E_READ_ONLY_WHEN_JOB_ACTIVE, operation);
            }
            releaseCertificateCheck();
            set(operation, options -> options.withApproval(check == null ? null : new CertificateApproval(check)));
        });
    }

    /** Whether that is the job's check, and will be released by it. */
    public boolean hasCertificateCheck(CertificateCheck check) {
        return engine.lock.call(() -> {
            CertificateApproval approval = job.data.http.approval();
            return approval != null && approval.isBy(check);
        });
    }

    /** For good: the job keeps in mind that there was one, and believes no server without it. The lock is held. */
    void releaseCertificateCheck() {
        CertificateApproval approval = job.data.http.approval();
        if (approval != null) {
            engine.lock.afterwards(() -> release(approval));
        }
    }

    private static void release(CertificateApproval approval) {
        try {
            approval.release();
        } catch (RuntimeException | Error failure) {
            LOG.log(System.Logger.Level.ERROR, "a certificate callback failed in release()", failure);
        }
    }

    /** Null for none. */
    public @Nullable ClientCertificate clientCertificate() {
        return engine.lock.<@Nullable ClientCertificate>call(() -> job.data.http.clientCertificate());
    }

    /** Keeps which one it is; CRYPT_E_NOT_FOUND if the application's {@link QueueHooks#certificates} do not have it. */
    public void setClientCertificate(ClientCertificate certificate) {
        String operation = "SetClientCertificate";
        engine.lock.run(() -> job.requireAlive(operation));
        ClientCertificate found = CertificateRules.find(certificate, engine.hooks.certificates(), operation);
        set(operation, options -> options.withClientCertificate(found));
    }

    /** S_FALSE if there is none. */
    public int removeClientCertificate() {
        String operation = "RemoveClientCertificate";
        return engine.lock.call(() -> {
            job.requireAlive(operation);
            if (job.data.http.clientCertificate() == null) {
                return HResult.S_FALSE;
            }
            set(operation, options -> options.withClientCertificate(null));
            return HResult.S_OK;
        });
    }

    private void set(String operation, UnaryOperator<HttpOptions> change) {
        job.set(operation, 0, data -> data.http = change.apply(data.http));
    }
}
