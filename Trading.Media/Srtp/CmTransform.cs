using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Trading.Media.Srtp;

/// <summary>
/// AES_CM_128_HMAC_SHA1_80. Counter: salt · 2¹⁶ XOR SSRC · 2⁶⁴ XOR index · 2¹⁶. Tag of 10 bytes over what is sent, for
/// RTP with the round behind it. Source: RFC 3711, 4.1.1 and 4.2.
/// </summary>
internal sealed class CmTransform : SrtpTransform
{
    private const int Tag = 10;
    private const int MacBytes = 20;
    private const uint Encrypted = 0x80000000;

    private readonly KeyStream rtp;
    private readonly KeyStream rtcp;
    private readonly IncrementalHash rtpMac;
    private readonly IncrementalHash rtcpMac;

    public CmTransform(SrtpKeys keys)
    {
        rtp = new KeyStream(keys.Derive(KeyLabel.RtpKey, SrtpKeys.KeyBytes), keys.Derive(KeyLabel.RtpSalt, 14));
        rtcp = new KeyStream(keys.Derive(KeyLabel.RtcpKey, SrtpKeys.KeyBytes), keys.Derive(KeyLabel.RtcpSalt, 14));
        rtpMac = Mac(keys.Derive(KeyLabel.RtpAuthentication, MacBytes));
        rtcpMac = Mac(keys.Derive(KeyLabel.RtcpAuthentication, MacBytes));
    }

    public override int TagBytes => Tag;

    public override void SealRtp(ReadOnlySpan<byte> packet, int header, uint ssrc, ulong index, Span<byte> sealedPacket)
    {
        packet[..header].CopyTo(sealedPacket);
        // One counter, one packet: the sender's window stands before this line (SrtpSender).
        rtp.Apply(ssrc, index, packet[header..], sealedPacket[header..]);
        RtpTag(sealedPacket[..packet.Length], index, sealedPacket.Slice(packet.Length, Tag));
    }

    public override bool OpenRtp(ReadOnlySpan<byte> sealedPacket, int header, uint ssrc, ulong index, Span<byte> packet)
    {
        Span<byte> tag = stackalloc byte[Tag];
        RtpTag(sealedPacket[..^Tag], index, tag);
        if (!CryptographicOperations.FixedTimeEquals(tag, sealedPacket[^Tag..]))
            return false;
        sealedPacket[..header].CopyTo(packet);
        rtp.Apply(ssrc, index, sealedPacket[header..^Tag], packet[header..]);
        return true;
    }

    public override void SealRtcp(ReadOnlySpan<byte> compound, uint ssrc, uint index, Span<byte> sealedCompound)
    {
        compound[..RtcpHeaderBytes].CopyTo(sealedCompound);
        rtcp.Apply(ssrc, index, compound[RtcpHeaderBytes..], sealedCompound[RtcpHeaderBytes..]);
        var end = compound.Length + IndexBytes;
        BinaryPrimitives.WriteUInt32BigEndian(sealedCompound[compound.Length..], index | Encrypted);
        RtcpTag(sealedCompound[..end], sealedCompound.Slice(end, Tag));
    }

    public override bool OpenRtcp(ReadOnlySpan<byte> sealedCompound, uint ssrc, uint index, Span<byte> compound)
    {
        Span<byte> tag = stackalloc byte[Tag];
        RtcpTag(sealedCompound[..^Tag], tag);
        if (!CryptographicOperations.FixedTimeEquals(tag, sealedCompound[^Tag..]))
            return false;
        var body = sealedCompound[..^RtcpOverhead];
        body[..RtcpHeaderBytes].CopyTo(compound);
        rtcp.Apply(ssrc, index, body[RtcpHeaderBytes..], compound[RtcpHeaderBytes..]);
        return true;
    }

    public override int IndexAt(int sealedBytes) => sealedBytes - Tag - IndexBytes;

    public override void Dispose()
    {
        rtp.Dispose();
        rtcp.Dispose();
        rtpMac.Dispose();
        rtcpMac.Dispose();
    }

    private void RtpTag(ReadOnlySpan<byte> sent, ulong index, Span<byte> tag)
    {
        Span<byte> round = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(round, (uint)(index >> 16));
        rtpMac.AppendData(sent);
        rtpMac.AppendData(round);
        Finish(rtpMac, tag);
    }

    private void RtcpTag(ReadOnlySpan<byte> sent, Span<byte> tag)
    {
        rtcpMac.AppendData(sent);
        Finish(rtcpMac, tag);
    }

    private static void Finish(IncrementalHash hash, Span<byte> tag)
    {
        Span<byte> mac = stackalloc byte[MacBytes];
        hash.GetHashAndReset(mac);
        mac[..Tag].CopyTo(tag);
    }

    // SHA-1 is what the profile prescribes; as HMAC it still stands.
    private static IncrementalHash Mac(byte[] key) => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA1, key);
}
