/* Areas, lengths and shares as sentences have them: one text in each language. */
#ifndef DATA_AMOUNT_H
#define DATA_AMOUNT_H

struct amount {
    char en[32], fr[32];
};

/** "0.064 m²" below one, "269.6 m²" below a hectare, "405.79 ha" above. */
struct amount amount_of_area(double area_m2);
/** "3.28 m". */
struct amount amount_of_length(double length_m);
/** Of a share of one: 0.0123 is "1.23 %". */
struct amount amount_of_share(double share);

#endif
