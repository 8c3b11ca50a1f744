using System.Buffers.Binary;
using Trading.Media.Rtp;

namespace Trading.Media.Srtp;

/// <summary>
/// Seals what we send on one connection. A number never carries two different packets: both ciphers would give away
/// the difference of the two, and GCM its key for forging. So the tag of each of the last 1,024 numbers is kept. Who
/// sends a number again gets the same bytes again, or nothing. Not for several threads at once. Source: RFC 3711, 9.1;
/// RFC 7714, 10.1.
/// </summary>
public sealed class SrtpSender : IDisposable
{
    private readonly SrtpTransform transform;
    private readonly Dictionary<uint, SentNumbers> sources = [];
    private readonly HashSet<uint> retired = [];
    private uint rtcpIndex;

    /// <param name="keys">What we send with.</param>
    public SrtpSender(SrtpKeys keys) => transform = SrtpTransform.Of(keys);

    /// <summary>Bytes that sealing adds at most, to RTP and RTCP.</summary>
    public const int MostOverhead = 20;

    /// <summary>
    /// Seals a packet of ours into a destination with <see cref="MostOverhead"/> more. The first packet of a source
    /// begins in round 0; later ones are taken for the nearest number.
    /// </summary>
    public SrtpVerdict SealRtp(ReadOnlySpan<byte> packet, Span<byte> sealedPacket, out int length)
    {
        length = 0;
        if (RtpHeader.Read(packet, out var header) != RtpFault.None)
            return SrtpVerdict.Malformed;
        if (packet.Length + transform.TagBytes > RtpHeader.MostBytes)
            return SrtpVerdict.Malformed;
        if (!sources.TryGetValue(header.Ssrc, out var sent))
        {
            // What it sent is forgotten, so any number of it might be a second one.
            if (retired.Contains(header.Ssrc))
                return SrtpVerdict.OtherBytes;
            sources.Add(header.Ssrc, sent = new SentNumbers());
        }
        var index =
            sent.Window.Highest < 0 ? header.Sequence : SequenceIndex.Estimate(sent.Window.Highest, header.Sequence);
        if (index < 0)
            return SrtpVerdict.TooOld;
        if (index >> 48 != 0)
            return SrtpVerdict.UsedUp;
        var seen = sent.Window.Look(index);
        if (seen == Seen.TooOld)
            return SrtpVerdict.TooOld;
        transform.SealRtp(packet, header.Bytes, header.Ssrc, (ulong)index, sealedPacket);
        var tag = BinaryPrimitives.ReadUInt64BigEndian(sealedPacket[packet.Length..]);
        if (seen == Seen.Before && sent.TagOf(index) != tag)
        {
            // What was sealed a line above must not leave; nobody but this function has seen it.
            sealedPacket[..(packet.Length + transform.TagBytes)].Clear();
            return SrtpVerdict.OtherBytes;
        }
        sent.Mark(index, tag);
        length = packet.Length + transform.TagBytes;
        return SrtpVerdict.Done;
    }

    /// <summary>Seals a compound of ours into a destination with <see cref="MostOverhead"/> more.</summary>
    public SrtpVerdict SealRtcp(ReadOnlySpan<byte> compound, Span<byte> sealedCompound, out int length)
    {
        length = 0;
        if (compound.Length < SrtpTransform.RtcpHeaderBytes || compound.Length > RtpHeader.MostBytes - MostOverhead)
            return SrtpVerdict.Malformed;
        if (rtcpIndex > int.MaxValue)
            return SrtpVerdict.UsedUp;
        var ssrc = BinaryPrimitives.ReadUInt32BigEndian(compound[4..]);
        transform.SealRtcp(compound, ssrc, rtcpIndex++, sealedCompound);
        length = compound.Length + transform.RtcpOverhead;
        return SrtpVerdict.Done;
    }

    /// <summary>
    /// Frees the memory of a source that will never send again: 8 KiB. Four bytes stay, and whoever sends with it once
    /// more is refused. A slot that is used anew gets a new source.
    /// </summary>
    public void Retire(uint ssrc)
    {
        sources.Remove(ssrc);
        retired.Add(ssrc);
    }

    /// <summary>Forgets the keys.</summary>
    public void Dispose() => transform.Dispose();

    /// <summary>Which numbers of a source were sealed, and with which tag: 64 of its bits, made with the key.</summary>
    private sealed class SentNumbers
    {
        private readonly ulong[] tags = new ulong[ReplayWindow.Size];

        public ReplayWindow Window { get; } = new();

        public ulong TagOf(long index) => tags[index % ReplayWindow.Size];

        public void Mark(long index, ulong tag)
        {
            Window.Mark(index);
            tags[index % ReplayWindow.Size] = tag;
        }
    }
}
