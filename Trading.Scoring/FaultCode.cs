namespace Trading.Scoring;

/// <summary>
/// Why a file is not scored. <see cref="Fault.Word"/> is its name in docs/spec/scoring.md, section 4.
/// </summary>
public enum FaultCode
{
    /// <summary>More bytes than allowed.</summary>
    TooLarge,

    /// <summary>Not one JSON value in UTF-8.</summary>
    NotJson,

    /// <summary>A key twice in one object.</summary>
    DuplicateKey,

    /// <summary>A key that the format does not know.</summary>
    UnknownKey,

    /// <summary>A required key is absent.</summary>
    MissingKey,

    /// <summary>Another JSON type than the format says.</summary>
    WrongType,

    /// <summary>A number outside its range.</summary>
    OutOfRange,

    /// <summary>A string that is no fraction, or one with too many digits.</summary>
    BadFraction,

    /// <summary>A text that is empty, too long, or holds invisible characters.</summary>
    BadText,

    /// <summary>A word that is not on its list.</summary>
    UnknownValue,

    /// <summary>A list with too few or too many elements.</summary>
    WrongCount,

    /// <summary>The pack forbids it.</summary>
    NotInPack,

    /// <summary>The method has no use for it.</summary>
    NotForMethod,

    /// <summary>It belongs to another kind of price.</summary>
    NotForPriceKind,

    /// <summary>It belongs to another kind of price part.</summary>
    NotForPart,

    /// <summary>The terms do not ask for it.</summary>
    NotInTerms,

    /// <summary>Nobody can know it when the terms are filed.</summary>
    NotAtFiling,

    /// <summary>The lot was published with something else.</summary>
    NotOfLot,

    /// <summary>It belongs to criteria with sheets.</summary>
    NotForPriceCriterion,

    /// <summary>Dropping would leave no quotation.</summary>
    DropLeavesNone,

    /// <summary>A tier begins no higher than the one before it.</summary>
    TierOrder,

    /// <summary>Roundings stand in another order than the arithmetic, or one twice.</summary>
    RoundingOrder,

    /// <summary>One published value twice.</summary>
    DuplicateValue,

    /// <summary>K is none of the published values.</summary>
    KNotDrawn,

    /// <summary>One id twice.</summary>
    DuplicateId,

    /// <summary>An id that names nothing.</summary>
    UnknownId,

    /// <summary>The step does not divide the maximum.</summary>
    StepNotDividing,

    /// <summary>No criterion is the price.</summary>
    PriceCriterionMissing,

    /// <summary>Two criteria are the price.</summary>
    PriceCriterionTwice,

    /// <summary>Weights do not sum to 1,000 permille.</summary>
    WeightsSum,

    /// <summary>The price's weight breaks the pack's limit.</summary>
    PriceWeight,

    /// <summary>A policy deduction above the pack's largest.</summary>
    AdjustOverPack,

    /// <summary>Rejected late, and valid.</summary>
    RejectedLateButValid,

    /// <summary>A reason for a rejection, and valid.</summary>
    RejectionButValid,

    /// <summary>A price part without an offer, or parts of which no price can be made.</summary>
    MissingPart,

    /// <summary>A line without a unit price.</summary>
    MissingLine,

    /// <summary>A corrected price that the bidder has neither confirmed nor refused.</summary>
    ConfirmationMissing,

    /// <summary>A price of 0: the bid must be rejected first.</summary>
    ZeroPrice,

    /// <summary>A benchmark that is rounded to 0.</summary>
    ZeroBenchmark,

    /// <summary>Deviations bring the evaluated price to 0 or below.</summary>
    EvaluatedPrice,

    /// <summary>The chosen bid has another brand.</summary>
    BrandMismatch,

    /// <summary>The chosen bid is not one of its brand's best.</summary>
    BrandNotLeading,

    /// <summary>A sheet for the price.</summary>
    SheetForPrice,

    /// <summary>Two scores of one member for one bid and criterion.</summary>
    DuplicateSheet,

    /// <summary>A member's score is missing.</summary>
    MissingSheet,

    /// <summary>A score outside 0 to the maximum.</summary>
    ScoreOutOfRange,

    /// <summary>A score that is no multiple of the step.</summary>
    ScoreOffStep,

    /// <summary>A low score without its reason.</summary>
    ReasonMissing,

    /// <summary>Members differ on an objective item.</summary>
    ObjectiveDiffers,

    /// <summary>A correction of a score that the law does not know.</summary>
    AmendmentUnlawful,

    /// <summary>A correction whose "before" is not the score that stands.</summary>
    AmendmentBefore,

    /// <summary>Fewer than five members, and extremes are to be left out.</summary>
    TooFewMembers,
}
