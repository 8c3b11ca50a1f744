using System.Text;

namespace Trading.Crypto;

/// <summary>
/// Every domain tag of BidLock/1, one per line: no two hashes, derivations or signatures share an input space.
/// A tagged hash is H(length of tag (1 byte) ‖ tag ‖ parts), each part behind its four-byte length. Source:
/// docs/spec/streams.md, "Tags".
/// </summary>
public static class Tags
{
    /// <summary>Hash of the canonical policy bytes.</summary>
    public const string Policy = "BidLock/1 policy";

    /// <summary>Hash of the published terms that a policy carries.</summary>
    public const string Terms = "BidLock/1 terms";

    /// <summary>Identifier of a lock: hash of the certified transcript.</summary>
    public const string Lock = "BidLock/1 lock";

    /// <summary>Round 0: commitment to a trustee's message 1.</summary>
    public const string CeremonyCommitment = "BidLock/1 ceremony commitment";

    /// <summary>Hash over all round-0 commitments, or all messages 1, inside the ceremony's extension.</summary>
    public const string CeremonyList = "BidLock/1 ceremony list";

    /// <summary>Hash of the context (who and what the envelope is for) inside its header.</summary>
    public const string Context = "BidLock/1 context";

    /// <summary>Pseudonym: first 16 bytes of the hash of a submission key.</summary>
    public const string Pseudonym = "BidLock/1 pseudonym";

    /// <summary>Commitment to the second secret: hash of submission id and b.</summary>
    public const string SecondSecret = "BidLock/1 second secret";

    /// <summary>Hash over the section commitments of an envelope.</summary>
    public const string Commitments = "BidLock/1 commitments";

    /// <summary>Export context of the input key ik (RFC 9180, section 5.3).</summary>
    public const string InputKey = "BidLock/1 input key";

    /// <summary>Derivation of a section key from ik.</summary>
    public const string Section = "BidLock/1 section";

    /// <summary>Derivation of key, base nonce and commitment from a section key.</summary>
    public const string Payload = "BidLock/1 payload";

    /// <summary>Signature of the submission key over an envelope header.</summary>
    public const string Envelope = "BidLock/1 envelope";

    /// <summary>Signature of the submission key over a withdrawal.</summary>
    public const string Withdrawal = "BidLock/1 withdrawal";

    /// <summary>Signature of a certificate's key over submission key, session and lock.</summary>
    public const string Ownership = "BidLock/1 ownership";

    /// <summary>Hash of an intake entry.</summary>
    public const string Entry = "BidLock/1 entry";

    /// <summary>Leaf of a used slot.</summary>
    public const string Slot = "BidLock/1 slot";

    /// <summary>Permutation of the slots of a tick.</summary>
    public const string SlotOrder = "BidLock/1 slot order";

    /// <summary>Cover of a subtree of a tick's slots that holds no entry.</summary>
    public const string SlotCover = "BidLock/1 slot cover";

    /// <summary>Salted leaf of a stream.</summary>
    public const string Leaf = "BidLock/1 leaf";

    /// <summary>Salt of a stream's leaf at a height.</summary>
    public const string LeafSalt = "BidLock/1 leaf salt";

    /// <summary>Acknowledgement that the platform signs at COMMIT.</summary>
    public const string Acknowledgement = "BidLock/1 acknowledgement";

    /// <summary>Signature of a note, and its signature type behind 0xff.</summary>
    public const string Note = "BidLock/1 note";

    /// <summary>Timestamped cosignature of a checkpoint, and its signature type behind 0xff.</summary>
    public const string Cosignature = "BidLock/1 cosignature";

    /// <summary>Hash over the entry hashes of a frozen list, in order.</summary>
    public const string FrozenList = "BidLock/1 frozen list";

    /// <summary>A message of a trustee to the platform or to its peers.</summary>
    public const string TrusteeMessage = "BidLock/1 trustee message";

    /// <summary>Transcript of a batched proof over partial openings.</summary>
    public const string Partial = "BidLock/1 partial";

    /// <summary>Nonce of a batched proof, beside fresh random bytes.</summary>
    public const string PartialNonce = "BidLock/1 partial nonce";

    /// <summary>Message of a beacon before it becomes a point.</summary>
    public const string Beacon = "BidLock/1 beacon";

    /// <summary>Value of a beacon: hash of its message and of the shared point.</summary>
    public const string BeaconValue = "BidLock/1 beacon value";

    /// <summary>Permutation drawn from the value of a beacon.</summary>
    public const string BeaconOrder = "BidLock/1 beacon order";

    /// <summary>Hash of a request for a draw.</summary>
    public const string DrawRequest = "BidLock/1 draw request";

    /// <summary>Salted hash of a person in such a request.</summary>
    public const string DrawPerson = "BidLock/1 draw person";

    /// <summary>Hash of the salt of these hashes.</summary>
    public const string DrawSalt = "BidLock/1 draw salt";

    /// <summary>Salted hash of a committed row.</summary>
    public const string DrawRow = "BidLock/1 draw row";

    /// <summary>Salted hash of the part of a row that no sealed record holds.</summary>
    public const string DrawRest = "BidLock/1 draw rest";

    /// <summary>The secret permutation of committed rows.</summary>
    public const string DrawOrder = "BidLock/1 draw order";

    /// <summary>Key of a sealed record of a position.</summary>
    public const string DrawRecord = "BidLock/1 draw record";

    /// <summary>Pre-shared secret of a record that opens only with a code and an identity.</summary>
    public const string DrawCode = "BidLock/1 draw code";

    /// <summary>Release of one sealed record.</summary>
    public const string DrawRelease = "BidLock/1 draw release";

    /// <summary>Signature that orders another draw over the same rows.</summary>
    public const string DrawAgain = "BidLock/1 draw again";

    /// <summary>Salted hash of a draw's result, published while the result is closed.</summary>
    public const string DrawResult = "BidLock/1 draw result";

    /// <summary>Signature of the host that publishes a draw.</summary>
    public const string DrawPublish = "BidLock/1 draw publish";

    /// <summary>Box that gives the custodian the salt of a request's person hashes.</summary>
    public const string DrawSealedSalt = "BidLock/1 draw sealed salt";

    /// <summary>Signature of the custodian under the root of a commitment.</summary>
    public const string DrawCommitted = "BidLock/1 draw committed";

    /// <summary>Signature of the custodian that too few may be drawn.</summary>
    public const string DrawShortage = "BidLock/1 draw shortage";

    /// <summary>Signature of the custodian under the conflicts that were found later.</summary>
    public const string DrawConflicts = "BidLock/1 draw conflicts";

    /// <summary>Hash of the list of units that conflicts were looked for with.</summary>
    public const string DrawUnits = "BidLock/1 draw units";

    /// <summary>Box with a trustee's part of one record's opening, for gateway or gate.</summary>
    public const string DrawShare = "BidLock/1 draw share";

    /// <summary>Signature of the gateway under the outcome of one notice.</summary>
    public const string DrawNotice = "BidLock/1 draw notice";

    /// <summary>Keys that follow from the secret of a notice's link.</summary>
    public const string DrawLink = "BidLock/1 draw link";

    /// <summary>Signature of the gate under what happened at the door.</summary>
    public const string DrawArrival = "BidLock/1 draw arrival";

    /// <summary>Hash of an external draw as it is imported.</summary>
    public const string DrawExternal = "BidLock/1 draw external";

    /// <summary>Signature of host and supervisor under the import of an external draw.</summary>
    public const string DrawImport = "BidLock/1 draw import";

    /// <summary>Signature of the gate under the name of somebody who was expected by a person hash.</summary>
    public const string DrawPersonNamed = "BidLock/1 draw person named";

    /// <summary>Signature of the host that starts an evaluation, and hash of what it signs.</summary>
    public const string RoomStart = "BidLock/1 room start";

    /// <summary>Signature of the gate under the key of a seat.</summary>
    public const string RoomSeat = "BidLock/1 room seat";

    /// <summary>Number of a key that waits for a seat, which its holder says at the gate.</summary>
    public const string RoomKey = "BidLock/1 room key";

    /// <summary>Signature of somebody in or about a room under one act.</summary>
    public const string RoomAct = "BidLock/1 room act";

    /// <summary>Signature of a seat's key under its review.</summary>
    public const string RoomReview = "BidLock/1 room review";

    /// <summary>Signature of a seat's key under its score sheet.</summary>
    public const string RoomSheet = "BidLock/1 room sheet";

    /// <summary>Commitment to a signed paper of a room, published while the paper is closed.</summary>
    public const string RoomPaper = "BidLock/1 room paper";

    /// <summary>Salted hash of a count's file and result.</summary>
    public const string RoomResult = "BidLock/1 room result";

    /// <summary>Commitment to a count: its salted hash, and the root over the lines of its bids.</summary>
    public const string RoomCount = "BidLock/1 room count";

    /// <summary>Salt of one bid's line of a count, derived from the count's salt.</summary>
    public const string RoomLineSalt = "BidLock/1 room line salt";

    /// <summary>Salted hash of one bid's line of a count.</summary>
    public const string RoomLine = "BidLock/1 room line";

    /// <summary>Commitment to the secret behind the labels of masked bids.</summary>
    public const string RoomLabels = "BidLock/1 room labels";

    /// <summary>The id under which a bid is scored masked.</summary>
    public const string RoomMasked = "BidLock/1 room masked";

    /// <summary>Hash of everything that a room's report says: what its members sign.</summary>
    public const string RoomReport = "BidLock/1 room report";

    /// <summary>Start of a recorded track's chain: hash of its header.</summary>
    public const string RecordingTrack = "BidLock/1 recording track";

    /// <summary>Head of a recorded track's chain after one more second.</summary>
    public const string RecordingSecond = "BidLock/1 recording second";

    /// <summary>Hash by which the heads of a room's recordings follow one another.</summary>
    public const string RecordingHeads = "BidLock/1 recording heads";

    /// <summary>Key of a room's recordings, derived from the secret of an installation.</summary>
    public const string RecordingKey = "BidLock/1 recording key";

    /// <summary>Commitment to that key in the header of a track.</summary>
    public const string RecordingSeal = "BidLock/1 recording seal";

    /// <summary>Key of one run of a track's writer.</summary>
    public const string RecordingRun = "BidLock/1 recording run";

    /// <summary>Sign-in challenge signed by a certificate's key.</summary>
    public const string SignIn = "BidLock/1 sign-in";

    /// <summary>A statutory act signed by a person's key.</summary>
    public const string Act = "BidLock/1 act";

    /// <summary>The tagged hash of the parts under the suite's hash.</summary>
    public static byte[] Hash(Suite suite, string tag, params ReadOnlySpan<byte[]> parts) =>
        suite.Hash(Join(tag, parts));

    /// <summary>What <see cref="Hash"/> hashes, and what a tagged signature signs.</summary>
    public static byte[] Join(string tag, params ReadOnlySpan<byte[]> parts)
    {
        var writer = new WireWriter().U8((byte)tag.Length).Fixed(Encoding.ASCII.GetBytes(tag));
        foreach (var part in parts)
            writer.Bytes(part);
        return writer.ToArray();
    }
}
