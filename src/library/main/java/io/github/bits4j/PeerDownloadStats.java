package io.github.bits4j;

/**
 * From where the bytes of a file came.
 *
 * @param fromOrigin bytes from the server that the URL names
 * @param fromPeers bytes from other computers of the subnet
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits4_0/nf-bits4_0-ibackgroundcopyfile4-getpeerdownloadstats">GetPeerDownloadStats</a>
 */
public record PeerDownloadStats(long fromOrigin, long fromPeers) {}
