;; examples/scheme/quicksort.scm -- sort with any order, by parting around the first item

(define (quicksort items before?)
  (if (null? items)
      '()
      (let* ((pivot (car items))
             (rest (cdr items))
             (low (filter (lambda (x) (before? x pivot)) rest))
             (high (filter (lambda (x) (not (before? x pivot))) rest)))
        (append (quicksort low before?) (list pivot) (quicksort high before?)))))

(define numbers '(31 4 15 9 26 5 35 8 97 9 3 2))

(write (quicksort numbers <)) (newline)
(write (quicksort numbers >)) (newline)
(write (quicksort '((pear 3) (fig 1) (plum 2)) (lambda (a b) (< (cadr a) (cadr b))))) (newline)
