package io.github.bits4j.embedded.transfer.upload;

import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.TransferFailure;
import io.github.bits4j.embedded.transfer.TransportResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * A server's response to a packet.
 *
 * @param status the HTTP status
 * @param headers those that the protocol knows, stripped
 */
record Ack(int status, Map<String, String> headers) {
    private static final List<String> HEADERS = List.of(
            BitsHeaders.PACKET_TYPE, BitsHeaders.PROTOCOL, BitsHeaders.SESSION_ID, BitsHeaders.HOST_ID,
            BitsHeaders.HOST_ID_FALLBACK_TIMEOUT, BitsHeaders.RECEIVED_CONTENT_RANGE, BitsHeaders.REPLY_URL,
            BitsHeaders.ERROR_CODE, BitsHeaders.ERROR, BitsHeaders.ERROR_CONTEXT);
    private static final int MAXIMUM_BODY = 64 * 1024;

    /** Reads the response and its body, of which nothing is needed: the connection can be used again then. */
    static Ack read(TransportResponse response) throws TransferFailure, InterruptedException {
        Map<String, String> headers = new TreeMap<>();
        for (String name : HEADERS) {
            response.header(name).ifPresent(value -> headers.put(name, value.strip()));
        }
        byte[] buffer = new byte[4096];
        int count = 0;
        for (int total = 0; count >= 0 && total < MAXIMUM_BODY; total += count) {
            count = response.read(buffer);
        }
        return new Ack(response.status(), headers);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).filter(value -> !value.isEmpty());
    }

    /** Whether the server speaks the protocol. */
    boolean isAck() {
        return header(BitsHeaders.PACKET_TYPE).filter("Ack"::equalsIgnoreCase).isPresent();
    }

    /** The offset that the server expects next; empty if it is missing or no number. */
    OptionalLong received() {
        return header(BitsHeaders.RECEIVED_CONTENT_RANGE)
                .filter(text -> text.matches("\\d{1,18}"))
                .map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElse(OptionalLong.empty());
    }

    /** The server's HRESULT, if it is a failure. */
    OptionalInt error() {
        OptionalInt error = hexadecimal(BitsHeaders.ERROR_CODE);
        OptionalInt code = error.isPresent() ? error : hexadecimal(BitsHeaders.ERROR);
        return code.isPresent() && HResult.failed(code.getAsInt()) ? code : OptionalInt.empty();
    }

    OptionalInt errorContext() {
        return hexadecimal(BitsHeaders.ERROR_CONTEXT);
    }

    private OptionalInt hexadecimal(String name) {
        return header(name)
                .map(text -> text.regionMatches(true, 0, "0x", 0, 2) ? text.substring(2) : text)
                .filter(digits -> digits.matches("[0-9A-Fa-f]{1,8}"))
                .map(digits -> OptionalInt.of(Integer.parseUnsignedInt(digits, 16)))
                .orElse(OptionalInt.empty());
    }

    /** Whether the server does not know the session, any more or yet. */
    boolean isSessionUnknown() {
        return error().equals(OptionalInt.of(HResult.BG_E_SESSION_NOT_FOUND));
    }
}
