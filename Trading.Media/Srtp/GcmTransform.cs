using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Trading.Media.Srtp;

/// <summary>
/// AEAD_AES_128_GCM. Nonce of 12 bytes: two zeros, SSRC, index of 48 bits (RTP) or two zeros and 32 bits (RTCP), all
/// XOR the session salt. Tag 16 bytes. Source: RFC 7714, 8 and 9.
/// </summary>
internal sealed class GcmTransform : SrtpTransform
{
    private const int Tag = 16;
    private const int NonceBytes = 12;
    private const uint Encrypted = 0x80000000;

    private readonly AesGcm rtp;
    private readonly AesGcm rtcp;
    private readonly byte[] rtpSalt;
    private readonly byte[] rtcpSalt;

    public GcmTransform(SrtpKeys keys)
        : this(
            keys.Derive(KeyLabel.RtpKey, SrtpKeys.KeyBytes),
            keys.Derive(KeyLabel.RtpSalt, NonceBytes),
            keys.Derive(KeyLabel.RtcpKey, SrtpKeys.KeyBytes),
            keys.Derive(KeyLabel.RtcpSalt, NonceBytes)
        ) { }

    internal GcmTransform(byte[] rtpKey, byte[] rtpSalt, byte[] rtcpKey, byte[] rtcpSalt)
    {
        (rtp, rtcp) = (new AesGcm(rtpKey, Tag), new AesGcm(rtcpKey, Tag));
        (this.rtpSalt, this.rtcpSalt) = (rtpSalt, rtcpSalt);
    }

    public override int TagBytes => Tag;

    public override void SealRtp(ReadOnlySpan<byte> packet, int header, uint ssrc, ulong index, Span<byte> sealedPacket)
    {
        Span<byte> nonce = stackalloc byte[NonceBytes];
        RtpNonce(ssrc, index, nonce);
        packet[..header].CopyTo(sealedPacket);
        var cipher = sealedPacket[header..packet.Length];
        // One nonce, one packet: the sender's window stands before this line (SrtpSender).
        rtp.Encrypt(nonce, packet[header..], cipher, sealedPacket.Slice(packet.Length, Tag), packet[..header]);
    }

    public override bool OpenRtp(ReadOnlySpan<byte> sealedPacket, int header, uint ssrc, ulong index, Span<byte> packet)
    {
        Span<byte> nonce = stackalloc byte[NonceBytes];
        RtpNonce(ssrc, index, nonce);
        sealedPacket[..header].CopyTo(packet);
        var plain = packet[header..(sealedPacket.Length - Tag)];
        return TryDecrypt(rtp, nonce, sealedPacket[header..^Tag], sealedPacket[^Tag..], plain, sealedPacket[..header]);
    }

    public override void SealRtcp(ReadOnlySpan<byte> compound, uint ssrc, uint index, Span<byte> sealedCompound)
    {
        Span<byte> nonce = stackalloc byte[NonceBytes];
        Span<byte> aad = stackalloc byte[RtcpHeaderBytes + IndexBytes];
        var word = index | Encrypted;
        RtcpNonce(ssrc, index, nonce);
        RtcpAad(compound, word, aad);
        compound[..RtcpHeaderBytes].CopyTo(sealedCompound);
        var cipher = sealedCompound[RtcpHeaderBytes..compound.Length];
        rtcp.Encrypt(nonce, compound[RtcpHeaderBytes..], cipher, sealedCompound.Slice(compound.Length, Tag), aad);
        BinaryPrimitives.WriteUInt32BigEndian(sealedCompound[(compound.Length + Tag)..], word);
    }

    public override bool OpenRtcp(ReadOnlySpan<byte> sealedCompound, uint ssrc, uint index, Span<byte> compound)
    {
        Span<byte> nonce = stackalloc byte[NonceBytes];
        Span<byte> aad = stackalloc byte[RtcpHeaderBytes + IndexBytes];
        RtcpNonce(ssrc, index, nonce);
        RtcpAad(sealedCompound, index | Encrypted, aad);
        var body = sealedCompound[..^IndexBytes];
        body[..RtcpHeaderBytes].CopyTo(compound);
        var plain = compound[RtcpHeaderBytes..(body.Length - Tag)];
        return TryDecrypt(rtcp, nonce, body[RtcpHeaderBytes..^Tag], body[^Tag..], plain, aad);
    }

    public override int IndexAt(int sealedBytes) => sealedBytes - IndexBytes;

    public override void Dispose()
    {
        rtp.Dispose();
        rtcp.Dispose();
    }

    private void RtpNonce(uint ssrc, ulong index, Span<byte> nonce)
    {
        BinaryPrimitives.WriteUInt32BigEndian(nonce[2..], ssrc);
        BinaryPrimitives.WriteUInt32BigEndian(nonce[6..], (uint)(index >> 16));
        BinaryPrimitives.WriteUInt16BigEndian(nonce[10..], (ushort)index);
        Xor(nonce, rtpSalt);
    }

    private void RtcpNonce(uint ssrc, uint index, Span<byte> nonce)
    {
        BinaryPrimitives.WriteUInt32BigEndian(nonce[2..], ssrc);
        BinaryPrimitives.WriteUInt32BigEndian(nonce[8..], index);
        Xor(nonce, rtcpSalt);
    }

    private static void Xor(Span<byte> nonce, byte[] salt)
    {
        for (var i = 0; i < NonceBytes; i++)
            nonce[i] ^= salt[i];
    }

    private static void RtcpAad(ReadOnlySpan<byte> compound, uint word, Span<byte> aad)
    {
        compound[..RtcpHeaderBytes].CopyTo(aad);
        BinaryPrimitives.WriteUInt32BigEndian(aad[RtcpHeaderBytes..], word);
    }

    // The framework says a wrong tag by an exception: a stranger's packet costs one, and no state changes.
    private static bool TryDecrypt(
        AesGcm gcm,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> cipher,
        ReadOnlySpan<byte> tag,
        Span<byte> plain,
        ReadOnlySpan<byte> aad
    )
    {
        try
        {
            gcm.Decrypt(nonce, cipher, tag, plain, aad);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }
}
