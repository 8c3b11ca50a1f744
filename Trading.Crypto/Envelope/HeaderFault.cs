namespace Trading.Crypto;

/// <summary>
/// Why bytes are not the signed header of an envelope, or not a withdrawal, or not for this lock. Source:
/// docs/spec/envelope.md, "Errors".
/// </summary>
public enum HeaderFault
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>The bytes end too early.</summary>
    Truncated,

    /// <summary>They do not begin with the magic number of the format and its version.</summary>
    BadMagic,

    /// <summary>No suite has that number.</summary>
    UnknownSuite,

    /// <summary>The header length is not that of the number of sections.</summary>
    BadHeaderLength,

    /// <summary>Only kind 1 (submission) exists.</summary>
    UnknownKind,

    /// <summary>A flag other than bit 0 is set.</summary>
    UnknownFlags,

    /// <summary>Fewer than 1 or more than 64 sections.</summary>
    BadSectionCount,

    /// <summary>Revision 0: the first is 1.</summary>
    BadRevision,

    /// <summary>The encapsulated key is not an uncompressed point of the suite's group.</summary>
    BadPoint,

    /// <summary>A second-secret hash without the flag, or the flag with zeros.</summary>
    BadSecondSecret,

    /// <summary>A section type that does not exist.</summary>
    UnknownSectionType,

    /// <summary>The opening record is not the first section, or not the only one of its type.</summary>
    MisplacedSection,

    /// <summary>Chunks other than 64 KiB (2^16).</summary>
    BadChunkSize,

    /// <summary>Reserved bytes that are not zero.</summary>
    NonZeroReserved,

    /// <summary>
    /// A ciphertext length that does not belong to the plaintext length, a section over 1 GiB, or an opening record of
    /// no size class.
    /// </summary>
    BadSectionLength,

    /// <summary>The whole file would exceed 1 GiB and 1 MiB.</summary>
    TooLarge,

    /// <summary>Bytes follow the end.</summary>
    TrailingBytes,

    /// <summary>The submission key is not an uncompressed point of the suite's group.</summary>
    BadSubmissionKey,

    /// <summary>
    /// The pseudonym is not that of the submission key: somebody put another's header under an own key.
    /// </summary>
    PseudonymMismatch,

    /// <summary>The signature is not the submission key's.</summary>
    BadSignature,

    /// <summary>The envelope's suite is not the lock's: a downgrade.</summary>
    WrongSuite,

    /// <summary>The envelope was sealed for another lock.</summary>
    WrongLock,

    /// <summary>The envelope was sealed in another context.</summary>
    WrongContext,
}
