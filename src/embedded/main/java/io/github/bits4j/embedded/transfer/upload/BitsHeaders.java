package io.github.bits4j.embedded.transfer.upload;

/** The headers of the upload protocol. */
final class BitsHeaders {
    static final String PACKET_TYPE = "BITS-Packet-Type";
    static final String SUPPORTED_PROTOCOLS = "BITS-Supported-Protocols";
    static final String PROTOCOL = "BITS-Protocol";
    static final String SESSION_ID = "BITS-Session-Id";
    static final String HOST_ID = "BITS-Host-Id";
    static final String HOST_ID_FALLBACK_TIMEOUT = "BITS-Host-Id-Fallback-Timeout";
    static final String RECEIVED_CONTENT_RANGE = "BITS-Received-Content-Range";
    static final String REPLY_URL = "BITS-Reply-URL";
    static final String ERROR_CONTEXT = "BITS-Error-Context";
    /** The name on the pages of BITS, and of the servers that follow them. */
    static final String ERROR_CODE = "BITS-Error-Code";
    /** The name in [MC-BUP]. */
    static final String ERROR = "BITS-Error";

    private BitsHeaders() {}
}
