package io.github.bits4j;

import io.github.bits4j.bindings.bits.IBitsPeerVtbl;
import io.github.bits4j.bindings.bits.IBitsPeerVtbl.*;
import io.github.bits4j.com.ComPointer;

/**
 * A machine that can give files of its {@link PeerCache}, as it was when it was read.
 *
 * @param name its fully qualified name
 * @param isAuthenticated whether it has proved who it is
 * @param isAvailable whether it could be reached
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits3_0/nn-bits3_0-ibitspeer">IBitsPeer</a>
 */
public record Peer(String name, boolean isAuthenticated, boolean isAvailable) {

    static Peer read(Connection connection, ComPointer pointer) {
        ServiceInterface methods = new ServiceInterface(connection, "IBitsPeer", () -> pointer);
        return new Peer(
                methods.getString("GetPeerName", IBitsPeerVtbl::GetPeerName, GetPeerName::invoke),
                methods.getInt("IsAuthenticated", IBitsPeerVtbl::IsAuthenticated, IsAuthenticated::invoke) != 0,
                methods.getInt("IsAvailable", IBitsPeerVtbl::IsAvailable, IsAvailable::invoke) != 0);
    }
}
