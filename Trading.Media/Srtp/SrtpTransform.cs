namespace Trading.Media.Srtp;

/// <summary>
/// Seals and opens single packets under the session keys of one direction. Knows neither windows nor rounds: whoever
/// calls says the index, and answers for never sealing two packets with one. Not for several threads at once.
/// </summary>
internal abstract class SrtpTransform : IDisposable
{
    /// <summary>Bytes before the encrypted part of an RTCP compound: header and sender. RFC 3711, 3.4.</summary>
    public const int RtcpHeaderBytes = 8;

    /// <summary>Bytes of the flag and index of SRTCP.</summary>
    public const int IndexBytes = 4;

    /// <summary>Bytes that sealing adds to an RTP packet.</summary>
    public abstract int TagBytes { get; }

    /// <summary>Bytes that sealing adds to an RTCP compound.</summary>
    public int RtcpOverhead => TagBytes + IndexBytes;

    /// <summary>
    /// Seals; the destination has <see cref="TagBytes"/> more than the packet and does not overlap it.
    /// </summary>
    public abstract void SealRtp(
        ReadOnlySpan<byte> packet,
        int header,
        uint ssrc,
        ulong index,
        Span<byte> sealedPacket
    );

    /// <summary>
    /// Opens; the destination has <see cref="TagBytes"/> less. False: the tag is wrong, nothing is to be used.
    /// </summary>
    public abstract bool OpenRtp(
        ReadOnlySpan<byte> sealedPacket,
        int header,
        uint ssrc,
        ulong index,
        Span<byte> packet
    );

    /// <summary>As <see cref="SealRtp"/>, with <see cref="RtcpOverhead"/>.</summary>
    public abstract void SealRtcp(ReadOnlySpan<byte> compound, uint ssrc, uint index, Span<byte> sealedCompound);

    /// <summary>
    /// As <see cref="OpenRtp"/>, with <see cref="RtcpOverhead"/>. The index came without its flag.
    /// </summary>
    public abstract bool OpenRtcp(ReadOnlySpan<byte> sealedCompound, uint ssrc, uint index, Span<byte> compound);

    /// <summary>Where flag and index stand in a sealed compound.</summary>
    public abstract int IndexAt(int sealedBytes);

    /// <summary>The transform of a direction.</summary>
    public static SrtpTransform Of(SrtpKeys keys) =>
        keys.Profile == SrtpProfile.AeadAes128Gcm ? new GcmTransform(keys) : new CmTransform(keys);

    /// <summary>Forgets the keys.</summary>
    public abstract void Dispose();
}
