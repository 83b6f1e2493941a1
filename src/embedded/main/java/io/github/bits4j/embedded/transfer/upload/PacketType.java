package io.github.bits4j.embedded.transfer.upload;

/** What a request of the upload protocol asks for. */
enum PacketType {
    CREATE_SESSION("Create-Session"),
    FRAGMENT("Fragment"),
    CLOSE_SESSION("Close-Session"),
    CANCEL_SESSION("Cancel-Session");

    private final String text;

    PacketType(String text) {
        this.text = text;
    }

    /** The value of BITS-Packet-Type. */
    String text() {
        return text;
    }
}
