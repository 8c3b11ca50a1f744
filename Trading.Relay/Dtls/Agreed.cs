using Trading.Media.Srtp;

namespace Trading.Relay.Dtls;

/// <summary>What a handshake has agreed on.</summary>
/// <param name="Client">What the browser sends with.</param>
/// <param name="Server">What we send with.</param>
/// <param name="PeerFingerprint">SHA-256 of the other side's certificate.</param>
internal sealed record Agreed(SrtpKeys Client, SrtpKeys Server, byte[] PeerFingerprint);
