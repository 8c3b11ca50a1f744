using static Trading.Scoring.Tests.Draft;

namespace Trading.Scoring.Tests;

/// <summary>Files that are not in form (docs/spec/scoring.md, 4.1). Every path says where.</summary>
internal static class FormFaults
{
    public static IEnumerable<Case> All =>
        [
            Case.Text("empty", "", "not-json", "$"),
            Case.Text("byte-order-mark", "\uFEFF{}", "not-json", "$"),
            Case.Text("comment", "{/* */}", "not-json", "$"),
            Case.Text("trailing-comma", "{\"format\":\"trading-score/1\",}", "not-json", "$"),
            Case.Text("two-values", "{} {}", "not-json", "$"),
            Case.Text("nine-levels", "[[[[[[[[[]]]]]]]]]", "not-json", "$"),
            Case.Text("eight-levels", "[[[[[[[[]]]]]]]]", "wrong-type", "$", "Deep enough to read, and no object."),
            Case.Text("lone-surrogate", "{\"format\":\"\\ud800\"}", "not-json", "$"),
            Case.Text("lone-surrogate-in-a-key", "{\"\\udc00\":1}", "not-json", "$"),
            Case.Text(
                "lone-surrogate-before-duplicate",
                "{\"a\":1,\"a\":\"\\ud800\"}",
                "not-json",
                "$",
                "Step 2 comes before step 3."
            ),
            Case.Text(
                "key-twice",
                "{\"bids\":[{\"id\":\"a\",\"id\":\"b\"}],\"unknown\":1}",
                "duplicate-key",
                "$.bids[0].id"
            ),
            Case.Text("key-twice-after-unescaping", "{\"pack\":\"x\",\"p\\u0061ck\":\"y\"}", "duplicate-key", "$.pack"),
            Case.Text("outer-duplicate-after-inner", "{\"a\":{\"b\":1,\"b\":2},\"a\":3}", "duplicate-key", "$.a.b"),
            Case.Text("null", "null", "wrong-type", "$"),
            Case.Text("nothing", "{}", "missing-key", "$.format"),
            Case.Fault("unknown-key", Base().With("notes", "1"), "unknown-key", "$.notes"),
            Case.Fault("unknown-key-of-a-bid", Base().Set("bids.1.price", "5"), "unknown-key", "$.bids[1].price"),
            Case.Fault(
                "unknown-key-comes-before-what-is-inside",
                Base().Set("bids.0.priceFen", "-1").With("zzz", "1"),
                "unknown-key",
                "$.zzz"
            ),
            Case.Fault("other-format", Base().With("format", "\"trading-score/2\""), "unknown-value", "$.format"),
            Case.Fault("unknown-pack", Base().With("pack", "\"procurement\""), "unknown-value", "$.pack"),
            Case.Fault("unknown-method", Base().With("method", "\"highest\""), "unknown-value", "$.method"),
            Case.Fault("method-of-another-type", Base().With("method", "1"), "wrong-type", "$.method"),
            Case.Fault("required-key-is-null", Base().With("bids", "null"), "wrong-type", "$.bids"),
            Case.Fault("no-criteria", Base().With("criteria", "[]"), "wrong-count", "$.criteria"),
            Case.Fault("too-many-bids", ManyBids(3000), "wrong-count", "$.bids", "3,000 bids."),
            Case.Fault("price-is-negative", Base().Set("bids.1.priceFen", "-1"), "out-of-range", "$.bids[1].priceFen"),
            Case.Fault(
                "price-is-huge",
                Base().Set("bids.1.priceFen", "1000000000000000"),
                "out-of-range",
                "$.bids[1].priceFen",
                "10¹⁵ fen."
            ),
            Case.Fault(
                "price-does-not-fit-64-bits",
                Base().Set("bids.1.priceFen", "99999999999999999999999999"),
                "out-of-range",
                "$.bids[1].priceFen"
            ),
            Case.Fault("price-with-a-point", Base().Set("bids.1.priceFen", "1.0"), "wrong-type", "$.bids[1].priceFen"),
            Case.Fault(
                "price-with-an-exponent",
                Base().Set("bids.1.priceFen", "1e3"),
                "wrong-type",
                "$.bids[1].priceFen"
            ),
            Case.Fault("minus-zero", Base().Set("bids.1.priceFen", "-0"), "wrong-type", "$.bids[1].priceFen"),
            Case.Fault("price-as-a-string", Base().Set("bids.1.priceFen", "\"5\""), "wrong-type", "$.bids[1].priceFen"),
            Case.Fault("valid-as-a-number", Base().Set("bids.1.valid", "1"), "wrong-type", "$.bids[1].valid"),
            Case.Fault("empty-id", Base().Set("bids.0.id", "\"\""), "bad-text", "$.bids[0].id"),
            Case.Fault("invisible-id", Base().Set("bids.0.id", "\"a\\u200b\""), "bad-text", "$.bids[0].id"),
            Case.Fault("line-in-an-id", Base().Set("bids.0.id", "\"a\\n\""), "bad-text", "$.bids[0].id"),
            Case.Fault("long-id", Base().Set("bids.0.id", $"\"{new string('甲', 65)}\""), "bad-text", "$.bids[0].id"),
            Case.Fault(
                "fraction-of-forty-digits",
                OfAverage("K", $"\"1{new string('9', 39)}/2{new string('0', 39)}\""),
                "bad-fraction",
                "$.parameters.K"
            ),
            Case.Fault("number-of-forty-digits", OfAverage("K", new string('9', 40)), "out-of-range", "$.parameters.K"),
            Case.Fault("fraction-over-zero", OfAverage("K", "\"1/0\""), "bad-fraction", "$.parameters.K"),
            Case.Fault("fraction-with-a-point", OfAverage("K", "\"0.95\""), "bad-fraction", "$.parameters.K"),
            Case.Fault("fraction-with-a-space", OfAverage("K", "\"19 /20\""), "bad-fraction", "$.parameters.K"),
            Case.Fault("negative-fraction", OfAverage("K", "\"-19/20\""), "bad-fraction", "$.parameters.K"),
            Case.Fault("leading-zero", OfAverage("K", "\"019/20\""), "bad-fraction", "$.parameters.K"),
            Case.Fault("point-in-a-number", OfAverage("K", "0.95"), "wrong-type", "$.parameters.K"),
            Case.Fault("k-of-zero", OfAverage("K", "\"0\""), "out-of-range", "$.parameters.K"),
            Case.Fault("k-above-two", OfAverage("K", "\"41/20\""), "out-of-range", "$.parameters.K"),
            Case.Fault(
                "ceiling-share-above-one",
                OfAverage("ceilingShare", "\"11/10\""),
                "out-of-range",
                "$.parameters.ceilingShare"
            ),
            Case.Fault(
                "one-value-to-draw-from",
                OfAverage("drawnFrom", "[1]"),
                "wrong-count",
                "$.parameters.drawnFrom"
            ),
            Case.Fault(
                "rounding-down",
                Base().With("rounding", """{"at":"total","digits":2,"mode":"down"}"""),
                "unknown-value",
                "$.rounding.mode"
            ),
            Case.Fault("rounding-word", Base().With("rounding", "\"total\""), "unknown-value", "$.rounding"),
            Case.Fault("rounding-number", Base().With("rounding", "2"), "wrong-type", "$.rounding"),
            Case.Fault(
                "rounding-without-place",
                Base().With("rounding", """{"digits":2}"""),
                "missing-key",
                "$.rounding.at"
            ),
            Case.Fault(
                "thirteen-digits",
                Base().With("rounding", """{"at":"total","digits":13}"""),
                "out-of-range",
                "$.rounding.digits"
            ),
            Case.Fault(
                "weight-of-zero",
                Base().Set("criteria.1.weightPermille", "0"),
                "out-of-range",
                "$.criteria[1].weightPermille"
            ),
            Case.Fault(
                "sheet-without-score",
                Base().Remove("sheets.3.hundredths"),
                "missing-key",
                "$.sheets[3].hundredths"
            ),
            Case.Fault("sheet-is-a-list", Base().Set("sheets.3", "[]"), "wrong-type", "$.sheets[3]"),
            Case.Fault(
                "amendment-of-a-fifth-kind",
                Base()
                    .Add("amendments", """{"kind":"kind","member":"m1","bid":"a","before":1,"after":2,"reason":"x"}"""),
                "unknown-value",
                "$.amendments[0].kind"
            ),
            Case.Fault(
                "amendment-without-reason",
                Base().Add("amendments", """{"kind":"sum","member":"m1","bid":"a","before":1,"after":2}"""),
                "missing-key",
                "$.amendments[0].reason"
            ),
            Case.Fault(
                "quantity-of-zero",
                Base()
                    .Set(
                        "bids.0.quotation",
                        """{"items":[{"id":"i","unitFen":1,"quantityMillionths":0,"totalFen":1}]}"""
                    ),
                "out-of-range",
                "$.bids[0].quotation.items[0].quantityMillionths"
            ),
            Case.Fault(
                "seconds-below-zero",
                Base().Add("timings", """{"member":"m1","bid":"a","seconds":-1}"""),
                "out-of-range",
                "$.timings[0].seconds"
            ),
        ];

    /// <summary>A sound tender of goods: three bids, two members, two criteria besides the price.</summary>
    public static Draft Base()
    {
        var draft = new Draft(Goods, Lowest)
            .Price(300)
            .Scored("quality", "subjective", 500)
            .Scored("service", "objective", 200, 2000, 100)
            .Bids(("a", 100), ("b", 200), ("c", 300));
        foreach (var bid in new[] { "a", "b", "c" })
            draft.Sheets(bid, "quality", 8000, 9000).Sheets(bid, "service", 1000, 1000);
        return draft;
    }

    public static Draft OfAverage(string parameter, string json) =>
        OnPrice(Works, Average)
            .With("parameters", """{"K":1,"deductAbove":1,"deductBelow":1}""")
            .Bids(("a", 100))
            .Set("parameters." + parameter, json);

    private static Draft ManyBids(int count)
    {
        var draft = OnPrice(Works, Lowest);
        for (var i = 0; i < count; i++)
            draft.Bid($"b{i}", 1);
        return draft;
    }
}
