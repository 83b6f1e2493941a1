package io.github.bits4j.embedded.queue;

import io.github.bits4j.JobPriority;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.OutputTarget;
import io.github.bits4j.embedded.transfer.StreamSink;
import io.github.bits4j.embedded.transfer.session.ClientCertificate;
import io.github.bits4j.embedded.transfer.session.CustomHeaders;
import java.net.URI;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The properties of a download: what may be set when, and what it means for the job. */
final class ContentSettings {
    static final String GET = "GetProperty";
    static final String SET = "SetProperty";
    private static final int SHORTEST_TIMEOUT = 60;
    private static final int WHOLE = 100;
    private static final int HTTPS_TO_HTTP = 0x800;

    private final Engine engine;
    private final Job job;

    ContentSettings(Engine engine, Job job) {
        this.engine = engine;
        this.job = job;
    }

    Object get(ContentProperty property) {
        if (property.access().isWriteOnly()) {
            throw new ComException(HResult.DO_E_WRITE_ONLY_PROPERTY, GET);
        }
        Object value = engine.lock.<@Nullable Object>call(() -> {
            JobFile file = job.data.files.isEmpty() ? null : job.data.files.getFirst();
            return switch (property) {
                case ID -> "{" + job.id().toString().toUpperCase(Locale.ROOT) + "}";
                case TOTAL_SIZE_BYTES -> file == null || file.representation == null || file.representation.size() < 0
                        ? job.data.content().get(property)
                        : (Object) file.representation.size();
                case HTTP_REDIRECTION_TARGET -> file == null ? null : file.redirection;
                case HTTP_RESPONSE_HEADERS -> file == null ? null : file.responseHeaders;
                case HTTP_SERVER_IP_ADDRESS -> file == null ? null : file.server;
                case HTTP_STATUS_CODE -> file == null || file.status() < 0 ? null : (Object) file.status();
                default -> job.data.content().get(property);
            };
        });
        if (value == null) {
            throw new ComException(HResult.E_NOT_SET, GET);
        }
        return value;
    }

    void set(ContentProperty property, Object value) {
        property.requireWritable(SET);
        if (!property.type().fits(value) || property.type() == ContentProperty.Type.OBJECT) {
            throw new ComException(HResult.E_INVALIDARG, SET, "the value has another type");
        }
        engine.lock.run(() -> requireState(property));
        Consumer<JobData> effect = effect(property, value);
        engine.settling.whenSettled(job, () -> {
            requireState(property);
            if (property == ContentProperty.LOCAL_PATH && job.statusSlot().stream != null) {
                throw new ComException(HResult.DO_E_FILE_DOWNLOADSINK_ALREADY_SET, SET);
            }
            job.change(Job.Change.PROPERTY, data -> {
                data.content = job.data.content().with(property, value);
                effect.accept(data);
            });
        });
        if (property == ContentProperty.COST_POLICY) {
            engine.costs.review(job);
        }
    }

    private void requireState(ContentProperty property) {
        job.requireAlive(SET);
        if (!property.access().allows(ContentState.of(job.data))) {
            throw new ComException(engine.rules.invalidState(), SET, property + " cannot be set any more");
        }
    }

    void setStream(@Nullable OutputTarget target) {
        engine.settling.whenSettled(job, () -> {
            requireState(ContentProperty.STREAM_INTERFACE);
            if (target != null && job.data.content().get(ContentProperty.LOCAL_PATH) != null) {
                throw new ComException(HResult.DO_E_FILE_DOWNLOADSINK_ALREADY_SET, SET);
            }
            engine.statuses.releaseStream(job.statusSlot());
            job.statusSlot().stream = target == null ? null : new StreamSink(target);
            job.change(Job.Change.PROPERTY, data -> data.streams = target != null);
        });
    }

    /** What follows from a value beside that it is kept; throws if there is no such value. The lock is free. */
    private Consumer<JobData> effect(ContentProperty property, Object value) {
        return switch (property) {
            case URI -> uri((String) value);
            case CONTENT_ID -> text((String) value, _ -> {});
            case LOCAL_PATH -> {
                // Whether it can be written is for the start to say, which makes its directories.
                FileNames.requirePath((String) value, SET);
                yield _ -> {};
            }
            case DISPLAY_NAME -> data -> data.displayName = (String) value;
            case HTTP_CUSTOM_HEADERS -> {
                CustomHeaders headers = headers((String) value);
                yield data -> data.http = data.http.withHeaders(headers);
            }
            case HTTP_CUSTOM_AUTH_HEADERS -> {
                CustomHeaders headers = headers((String) value);
                yield data -> data.http = data.http.withAnswers(headers);
            }
            case COST_POLICY -> {
                int flags = ContentValues.costFlags((Integer) value);
                yield data -> data.traits = data.traits.withCostFlags(flags);
            }
            case SECURITY_FLAGS -> {
                int flags = ContentValues.securityFlags((Integer) value);
                yield data -> data.http = data.http.withSecurityFlags(data.http.securityFlags() & HTTPS_TO_HTTP | flags);
            }
            case HTTP_ALLOW_SECURE_TO_NON_SECURE_REDIRECT -> {
                int flag = (Boolean) value ? HTTPS_TO_HTTP : 0;
                yield data -> data.http = data.http.withSecurityFlags(data.http.securityFlags() & ~HTTPS_TO_HTTP | flag);
            }
            case CALLBACK_FREQ_PERCENT -> number((Integer) value, 0, WHOLE, _ -> {});
            case NO_PROGRESS_TIMEOUT_SECONDS -> {
                Integer seconds = (Integer) value == 0 ? null : (Integer) value;
                yield seconds == null
                        ? data -> data.noProgressTimeout = null
                        : number(seconds, SHORTEST_TIMEOUT, 0xFFFF_FFFFL, data -> data.noProgressTimeout = seconds);
            }
            case FOREGROUND_PRIORITY -> {
                JobPriority priority = (Boolean) value ? JobPriority.FOREGROUND : JobPriority.NORMAL;
                yield data -> data.priority = priority;
            }
            case SECURITY_CONTEXT -> {
                ClientCertificate found = CertificateContext.find((byte[]) value, engine.hooks.certificates(), SET);
                yield data -> data.http = data.http.withClientCertificate(found);
            }
            case DECRYPTION_INFO -> throw new ComException(HResult.E_NOTIMPL, SET, "the service decrypts nothing");
            default -> _ -> {};
        };
    }

    private Consumer<JobData> uri(String url) {
        URI remote = FileNames.remote(url, SET);
        if (!FileDemand.isHttp(remote)) {
            throw new ComException(HResult.E_INVALIDARG, SET, "not a URL of HTTP or HTTPS");
        }
        return data -> {
            JobFile file = data.files.isEmpty() ? null : data.files.getFirst();
            if (file != null && !remote.equals(file.home)) {
                file.remoteName = url;
                file.remote = remote;
                file.home = remote;
                file.transferred = false;
                file.forget(data.traits.onDemand());
            }
        };
    }

    private static CustomHeaders headers(String text) {
        try {
            return text.isEmpty() ? CustomHeaders.NONE : CustomHeaders.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw new ComException(HResult.E_INVALIDARG, SET, malformed.getMessage());
        }
    }

    private static Consumer<JobData> text(String text, Consumer<JobData> effect) {
        if (text.isEmpty()) {
            throw new ComException(HResult.E_INVALIDARG, SET, "an empty text");
        }
        return effect;
    }

    private static Consumer<JobData> number(int value, long least, long most, Consumer<JobData> effect) {
        long number = Integer.toUnsignedLong(value);
        if (number < least || number > most) {
            throw new ComException(HResult.E_INVALIDARG, SET, "not from " + least + " to " + most + ": " + number);
        }
        return effect;
    }
}
