using System.Buffers.Binary;
using Trading.Media.Rtp;

namespace Trading.Media.Srtp;

/// <summary>
/// Opens what one connection sends us. A source gets a window only with its first packet whose tag is right, and a
/// connection has only so many, so that strangers cost no memory. Not for several threads at once. Source: RFC 3711,
/// 3.3 and 3.4, appendix A.
/// </summary>
public sealed class SrtpReceiver : IDisposable
{
    private readonly SrtpTransform transform;
    private readonly int mostSources;
    private readonly Dictionary<uint, ReplayWindow> rtp = [];
    private readonly Dictionary<uint, ReplayWindow> rtcp = [];

    /// <param name="keys">What the other side sends with.</param>
    /// <param name="mostSources">Sources that the connection may have.</param>
    public SrtpReceiver(SrtpKeys keys, int mostSources = 64) =>
        (transform, this.mostSources) = (SrtpTransform.Of(keys), mostSources);

    /// <summary>Opens an RTP packet into a destination of at least its length.</summary>
    public SrtpVerdict OpenRtp(ReadOnlySpan<byte> sealedPacket, Span<byte> packet, out int length)
    {
        length = 0;
        if (RtpHeader.Read(sealedPacket, out var header) != RtpFault.None)
            return SrtpVerdict.Malformed;
        var bytes = sealedPacket.Length - transform.TagBytes;
        if (bytes < header.Bytes)
            return SrtpVerdict.Malformed;
        var window = rtp.GetValueOrDefault(header.Ssrc);
        if (window is null && rtp.Count >= mostSources)
            return SrtpVerdict.TooManySources;
        var index = window is null ? header.Sequence : SequenceIndex.Estimate(window.Highest, header.Sequence);
        if (index < 0)
            return SrtpVerdict.TooOld;
        if (window is not null && window.Look(index) is var seen and not Seen.Never)
            return seen == Seen.Before ? SrtpVerdict.Replayed : SrtpVerdict.TooOld;
        if (!transform.OpenRtp(sealedPacket, header.Bytes, header.Ssrc, (ulong)index, packet))
            return SrtpVerdict.WrongTag;
        (window ?? Begin(rtp, header.Ssrc)).Mark(index);
        length = bytes;
        return SrtpVerdict.Done;
    }

    /// <summary>
    /// Opens an RTCP compound into a destination of at least its length. One in the clear is refused.
    /// </summary>
    public SrtpVerdict OpenRtcp(ReadOnlySpan<byte> sealedCompound, Span<byte> compound, out int length)
    {
        length = 0;
        var bytes = sealedCompound.Length - transform.RtcpOverhead;
        if (bytes < SrtpTransform.RtcpHeaderBytes || sealedCompound.Length > RtpHeader.MostBytes)
            return SrtpVerdict.Malformed;
        var word = BinaryPrimitives.ReadUInt32BigEndian(sealedCompound[transform.IndexAt(sealedCompound.Length)..]);
        if (word >> 31 == 0 || sealedCompound[0] >> 6 != 2)
            return SrtpVerdict.Malformed;
        var ssrc = BinaryPrimitives.ReadUInt32BigEndian(sealedCompound[4..]);
        var index = word & int.MaxValue;
        var window = rtcp.GetValueOrDefault(ssrc);
        if (window is null && rtcp.Count >= mostSources)
            return SrtpVerdict.TooManySources;
        if (window is not null && window.Look(index) is var seen and not Seen.Never)
            return seen == Seen.Before ? SrtpVerdict.Replayed : SrtpVerdict.TooOld;
        if (!transform.OpenRtcp(sealedCompound, ssrc, index, compound))
            return SrtpVerdict.WrongTag;
        (window ?? Begin(rtcp, ssrc)).Mark(index);
        length = bytes;
        return SrtpVerdict.Done;
    }

    /// <summary>Forgets the keys.</summary>
    public void Dispose() => transform.Dispose();

    private static ReplayWindow Begin(Dictionary<uint, ReplayWindow> windows, uint ssrc)
    {
        var window = new ReplayWindow();
        windows.Add(ssrc, window);
        return window;
    }
}
