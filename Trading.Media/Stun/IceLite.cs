using System.Buffers.Binary;

namespace Trading.Media.Stun;

/// <summary>What became of a datagram that looked like STUN.</summary>
public enum IceVerdict
{
    /// <summary>The answer is to be sent; the source is now known to hold our password.</summary>
    Answered,

    /// <summary>
    /// An authenticated request that cannot be served: an error answer is to be sent, nothing else changes.
    /// </summary>
    Refused,

    /// <summary>Dropped: no STUN message, or one without user name, integrity or fingerprint.</summary>
    Malformed,

    /// <summary>Dropped: an answer or an indication; an ICE-lite agent sends no checks of its own.</summary>
    NoRequest,

    /// <summary>Dropped: a name fragment that is none of ours.</summary>
    Stranger,

    /// <summary>Dropped: our fragment, and not our password.</summary>
    WrongIntegrity,
}

/// <summary>What an authenticated check says.</summary>
/// <param name="Credential">Whose connection it is; null where nothing was authenticated.</param>
/// <param name="IsNominated">USE-CANDIDATE: the sender will send from here.</param>
/// <param name="Priority">PRIORITY, 0 where it is missing.</param>
public readonly record struct IceCheck(IceCredential? Credential, bool IsNominated, uint Priority);

/// <summary>
/// The answers of an ICE-lite agent: a function of the request, our credentials and where it came from. It keeps
/// nothing. Strangers get no answer at all: what would tell them something, or could be reflected at others, is
/// dropped. Source: RFC 8445, 7.3 (server procedures) and 8.2 (lite); RFC 8489, 9.1.3, where 400 and 401 are left out.
/// </summary>
public static class IceLite
{
    /// <summary>Answers one request.</summary>
    /// <param name="request">The datagram, or the frame of ICE-TCP.</param>
    /// <param name="source">Where it came from.</param>
    /// <param name="credentials">Ours, by fragment.</param>
    /// <param name="answer">At least <see cref="StunMessage.MostBytes"/>.</param>
    /// <param name="length">Bytes of the answer to send; 0 where there is none.</param>
    /// <param name="check">What the request said, where it is authenticated.</param>
    public static IceVerdict Answer(
        ReadOnlySpan<byte> request,
        in Endpoint source,
        IIceCredentials credentials,
        Span<byte> answer,
        out int length,
        out IceCheck check
    )
    {
        (length, check) = (0, default);
        if (StunMessage.Read(request, out var message) != StunFault.None)
            return IceVerdict.Malformed;
        if (message.Type != StunType.BindingRequest)
            return IceVerdict.NoRequest;
        if (!message.HasFingerprint || !message.HasIntegrity || !TryOurs(message, out var key))
            return IceVerdict.Malformed;
        if (credentials.Find(key) is not { } credential)
            return IceVerdict.Stranger;
        if (!message.IsSignedWith(credential.PasswordBytes))
            return IceVerdict.WrongIntegrity;
        check = CheckOf(message, credential);
        return Write(message, source, credential, answer, out length);
    }

    private static IceVerdict Write(
        in StunMessage message,
        in Endpoint source,
        IceCredential credential,
        Span<byte> answer,
        out int length
    )
    {
        var verdict = IceVerdict.Refused;
        if (message.Unknown != 0)
            length = WriteUnknown(message, credential, answer);
        // The lite side is controlled whenever the other side is not lite; the other one has to change (RFC 8445,
        // 6.1.1).
        else if (message.TryFind(StunAttribute.IceControlled, out _))
            length = WriteError(message, 487, "Role Conflict"u8, credential, answer);
        else
        {
            var writer = new StunWriter(answer, StunType.BindingSuccess, message.Transaction);
            writer.MappedAddress(source);
            length = End(ref writer, credential);
            verdict = IceVerdict.Answered;
        }
        return verdict;
    }

    private static int WriteUnknown(in StunMessage message, IceCredential credential, Span<byte> answer)
    {
        var writer = new StunWriter(answer, StunType.BindingError, message.Transaction);
        writer.Error(420, "Unknown Attribute"u8);
        Span<byte> type = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(type, message.Unknown);
        writer.Add(StunAttribute.UnknownAttributes, type);
        return End(ref writer, credential);
    }

    private static int WriteError(
        in StunMessage message,
        int code,
        ReadOnlySpan<byte> reason,
        IceCredential credential,
        Span<byte> answer
    )
    {
        var writer = new StunWriter(answer, StunType.BindingError, message.Transaction);
        writer.Error(code, reason);
        return End(ref writer, credential);
    }

    private static int End(ref StunWriter writer, IceCredential credential)
    {
        writer.Integrity(credential.PasswordBytes);
        writer.Fingerprint();
        return writer.Written.Length;
    }

    // USERNAME of a check is "ours:theirs" (RFC 8445, 7.2.2). Theirs is not compared: the check may overtake the offer.
    private static bool TryOurs(in StunMessage message, out ulong key)
    {
        key = 0;
        if (!message.TryFind(StunAttribute.Username, out var name))
            return false;
        if (name.IndexOf((byte)':') != IceCredential.UfragLetters)
            return false;
        key = BinaryPrimitives.ReadUInt64BigEndian(name);
        return true;
    }

    private static IceCheck CheckOf(in StunMessage message, IceCredential credential) =>
        new(
            credential,
            message.TryFind(StunAttribute.UseCandidate, out _),
            message.TryFind(StunAttribute.Priority, out var value) ? BinaryPrimitives.ReadUInt32BigEndian(value) : 0
        );
}
