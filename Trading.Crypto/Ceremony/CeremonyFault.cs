namespace Trading.Crypto;

/// <summary>
/// Why a ceremony failed. Whoever sees one aborts; a new ceremony needs a new policy, and so a new context.
/// </summary>
public enum CeremonyFault
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>There are not n commitments, messages or signatures: the coordinator's fault.</summary>
    WrongCount,

    /// <summary>My own message or commitment came back changed: the coordinator's fault.</summary>
    OwnMessageChanged,

    /// <summary>A message 1 is not the one that was committed to in round 0.</summary>
    CommitmentMismatch,

    /// <summary>A message has a wrong length or a wrong length prefix.</summary>
    Malformed,

    /// <summary>
    /// A message is longer or shorter by whole points: a polynomial of another degree would raise or lower the
    /// threshold.
    /// </summary>
    WrongPolynomialLength,

    /// <summary>A point is infinity, not compressed, not below the prime or not on the curve.</summary>
    InvalidPoint,

    /// <summary>
    /// The proof of possession is wrong: the sender does not know the secret behind its public share.
    /// </summary>
    InvalidPossession,

    /// <summary>The share addressed to me does not decrypt. Evident to me alone.</summary>
    UndecryptableShare,

    /// <summary>
    /// The share addressed to me does not lie on the sender's polynomial. The share itself proves it to everyone.
    /// </summary>
    WrongShare,

    /// <summary>The sums do not agree although every share did, or the group key is the identity.</summary>
    Inconsistent,

    /// <summary>A signature on the transcript is wrong: the sender saw another ceremony, or lies.</summary>
    WrongSignature,

    /// <summary>
    /// The certificate's transcript is not the one of these parameters: keys, threshold, policy or extension differ.
    /// </summary>
    WrongTranscript,
}

/// <summary>
/// A fault and the index of the trustee whose message shows it, from 1; 0 where it is the coordinator's or nobody's.
/// </summary>
public readonly record struct CeremonyFailure(CeremonyFault Fault, int Accused)
{
    /// <summary>Whether anything is wrong.</summary>
    public bool Failed => Fault != CeremonyFault.None;

    internal static CeremonyFailure None => default;
}
