namespace Trading.Opening.Forms;

/// <summary>A mark beside an opened bid; marks are read out, the committee judges.</summary>
public enum Mark
{
    /// <summary>The price is over the ceiling.</summary>
    OverCeiling,

    /// <summary>The amount in words is not the amount in figures.</summary>
    WordsDiffer,

    /// <summary>The price is zero.</summary>
    ZeroPrice,

    /// <summary>The price is below zero.</summary>
    NegativePrice,

    /// <summary>The form does not parse; its bytes are shown as they are.</summary>
    Unparsed,

    /// <summary>The form's price is of another kind than the lot asks for.</summary>
    WrongPriceKind,

    /// <summary>The certificate, or its signature over the submission key, does not hold.</summary>
    OwnerUnproved,

    /// <summary>Another submission carries the same certificate.</summary>
    SameCertificate,

    /// <summary>The bidder's name in the form is none that its certificate names.</summary>
    NameDiffers,

    /// <summary>The credit code in the form is none, or another than the certificate's.</summary>
    CodeDiffers,

    /// <summary>The discount is below the least one. Under policies of version 2 alone.</summary>
    BelowLeastDiscount,

    /// <summary>
    /// The words can't be read without guessing: they say neither this value nor another. Under policies of version 2
    /// alone.
    /// </summary>
    WordsUnreadable,
}
