/// One page of a list; `next` is the cursor of the page after it.
struct Page<Item: Encodable>: Encodable {
    let items: [Item]
    let next: String?
}
