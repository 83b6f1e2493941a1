package io.github.bits4j.embedded.queue;

import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import org.jspecify.annotations.Nullable;

/** DODownloadProperty: what can be set and asked of a download, in the order of the numbers. */
public enum ContentProperty {
    ID(Type.TEXT, Access.READ_ONLY),
    URI(Type.TEXT, Access.STOPPED),
    CONTENT_ID(Type.TEXT, Access.CREATED),
    DISPLAY_NAME(Type.TEXT, Access.ALWAYS),
    LOCAL_PATH(Type.TEXT, Access.CREATED),
    HTTP_CUSTOM_HEADERS(Type.TEXT, Access.ALWAYS),
    COST_POLICY(Type.NUMBER, Access.ALWAYS),
    SECURITY_FLAGS(Type.NUMBER, Access.WRITE_ONLY),
    CALLBACK_FREQ_PERCENT(Type.NUMBER, Access.ALWAYS),
    CALLBACK_FREQ_SECONDS(Type.NUMBER, Access.ALWAYS, 1),
    NO_PROGRESS_TIMEOUT_SECONDS(Type.NUMBER, Access.ALWAYS),
    FOREGROUND_PRIORITY(Type.FLAG, Access.ALWAYS, false),
    BLOCKING_MODE(Type.FLAG, Access.ALWAYS, false),
    /** A {@link StatusTarget}. */
    CALLBACK_INTERFACE(Type.OBJECT, Access.ALWAYS),
    /** An {@link io.github.bits4j.embedded.transfer.OutputTarget}. */
    STREAM_INTERFACE(Type.OBJECT, Access.CREATED),
    SECURITY_CONTEXT(Type.BYTES, Access.WRITE_ONLY),
    NETWORK_TOKEN(Type.FLAG, Access.WRITE_ONLY),
    CORRELATION_VECTOR(Type.TEXT, Access.ALWAYS),
    DECRYPTION_INFO(Type.TEXT, Access.WRITE_ONLY_CREATED),
    INTEGRITY_CHECK_INFO(Type.TEXT, Access.WRITE_ONLY_CREATED),
    INTEGRITY_CHECK_MANDATORY(Type.FLAG, Access.CREATED),
    TOTAL_SIZE_BYTES(Type.SIZE, Access.CREATED),
    DISALLOW_ON_CELLULAR(Type.FLAG, Access.ALWAYS),
    HTTP_CUSTOM_AUTH_HEADERS(Type.TEXT, Access.ALWAYS),
    HTTP_ALLOW_SECURE_TO_NON_SECURE_REDIRECT(Type.FLAG, Access.ALWAYS, false),
    NON_VOLATILE(Type.FLAG, Access.CREATED, false),
    HTTP_REDIRECTION_TARGET(Type.TEXT, Access.READ_ONLY),
    HTTP_RESPONSE_HEADERS(Type.TEXT, Access.READ_ONLY),
    HTTP_SERVER_IP_ADDRESS(Type.TEXT, Access.READ_ONLY),
    HTTP_STATUS_CODE(Type.NUMBER, Access.READ_ONLY);

    /** What a value is. */
    public enum Type {
        TEXT(String.class),
        FLAG(Boolean.class),
        /** Unsigned. */
        NUMBER(Integer.class),
        /** Unsigned. */
        SIZE(Long.class),
        BYTES(byte[].class),
        /** An object of the client's, which is not kept with the other values. */
        OBJECT(Object.class);

        private final Class<?> java;

        Type(Class<?> java) {
            this.java = java;
        }

        boolean fits(Object value) {
            return java.isInstance(value);
        }
    }

    /** When it can be set, if it can, and whether it can be asked for. */
    enum Access {
        READ_ONLY,
        CREATED,
        /** Before the first start, and while the download is paused. */
        STOPPED,
        ALWAYS,
        WRITE_ONLY,
        WRITE_ONLY_CREATED;

        boolean isWriteOnly() {
            return this == WRITE_ONLY || this == WRITE_ONLY_CREATED;
        }

        boolean allows(ContentState state) {
            return switch (this) {
                case CREATED, WRITE_ONLY_CREATED -> state == ContentState.CREATED;
                case STOPPED -> state == ContentState.CREATED || state == ContentState.PAUSED;
                default -> true;
            };
        }
    }

    private static final ContentProperty[] ALL = values();

    private final Type type;
    private final Access access;
    private final @Nullable Object usual;

    ContentProperty(Type type, Access access) {
        this(type, access, null);
    }

    ContentProperty(Type type, Access access, @Nullable Object usual) {
        this.type = type;
        this.access = access;
        this.usual = usual;
    }

    /** By its number; DO_E_UNKNOWN_PROPERTY_ID if there is none. */
    public static ContentProperty of(int code, String operation) {
        if (code < 0 || code >= ALL.length) {
            throw new ComException(HResult.DO_E_UNKNOWN_PROPERTY_ID, operation, "property " + code);
        }
        return ALL[code];
    }

    /** DO_E_READ_ONLY_PROPERTY if nobody can set it, whatever the value. */
    public void requireWritable(String operation) {
        if (access == Access.READ_ONLY) {
            throw new ComException(HResult.DO_E_READ_ONLY_PROPERTY, operation);
        }
    }

    public int code() {
        return ordinal();
    }

    public Type type() {
        return type;
    }

    Access access() {
        return access;
    }

    /** What it is if it was never set; null for nothing. */
    @Nullable Object usual() {
        return usual;
    }
}
